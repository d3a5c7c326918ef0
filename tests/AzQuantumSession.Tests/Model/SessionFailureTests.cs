namespace AzQuantumSession.Tests.Model;

public sealed class SessionFailureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_returns_the_failures_of_the_session_and_then_of_its_jobs()
    {
        QuantumErrorData error = new() { Code = "Bad", Message = "input", Details = [new() { Code = "Gate" }] };
        QuantumSession session = new QuantumSession { Status = "TimedOut", CreationTime = Noon, ErrorData = new() { Code = "Other" } }.WithJobs(
        [
            new() { Id = "2", Status = "Failed", CreationTime = Noon.AddSeconds(2) },
            new() { Id = "1", Name = "first", Status = "Failed", CreationTime = Noon.AddSeconds(1), ErrorData = error },
            new() { Id = "0", Status = "Succeeded", CreationTime = Noon },
        ]);

        IReadOnlyList<SessionFailure> failures = SessionFailure.Read(session);

        Assert.Equal(
            [(null, "No job was submitted for 10 minutes."), (null, "Other"), ("first", "Bad: input"), ("2", "The service returned no reason.")],
            failures.Select(failure => (failure.JobName, failure.Reason)));
        Assert.Equal(error.Details, failures[2].Details);
    }

    [Fact]
    public void Read_omits_the_error_of_a_session_that_is_the_error_of_its_job()
    {
        QuantumErrorData error = new() { Code = "Bad" };
        QuantumSession session = new QuantumSession { Status = "Failed", ErrorData = error }.WithJobs([new() { Id = "1", Status = "Failed", ErrorData = error }]);

        Assert.Equal("1", SessionFailure.Read(session).Single().JobName);
    }
}
