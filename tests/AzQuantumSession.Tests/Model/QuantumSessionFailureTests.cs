namespace AzQuantumSession.Tests.Model;

public sealed class QuantumSessionFailureTests
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

        IReadOnlyList<QuantumSessionFailure> failures = QuantumSessionFailure.Read(session);

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

        Assert.Equal("1", QuantumSessionFailure.Read(session).Single().JobName);
    }

    [Fact]
    public void FirstFailure_is_the_error_of_the_job_that_failed_first()
    {
        QuantumSession session = new QuantumSession { Status = "Failed" }.WithJobs(
        [
            Failed("late", submitted: 1, ended: 9, "Late"),
            Failed("early", submitted: 2, ended: 5, "Early"),
            new() { Id = "cancelled", Status = "Cancelled", ErrorData = new() { Code = "Stopped" }, EndExecutionTime = Noon },
        ]);

        QuantumSessionFailure failure = session.FirstFailure!;

        Assert.Equal(["early", "late"], session.FailedJobs!.Select(job => job.Id));
        Assert.Equal(("early", "name of early", "Early", "why"), (failure.JobId, failure.JobName, failure.Code, failure.Message));
        Assert.Equal("Job 'name of early' (early) failed. Early: why", failure.ToString());
        Assert.Equal("Detail", Assert.Single(failure.Details).Code);
    }

    [Fact]
    public void FirstFailure_is_null_without_a_failed_job_or_without_jobs()
    {
        QuantumSession session = new() { Status = "Failed" };

        Assert.Equal((null, null), (session.FirstFailure, session.FailedJobs));
        Assert.Null(session.WithJobs([new() { Id = "1", Status = "Succeeded" }]).FirstFailure);
        Assert.Empty(session.WithJobs([new() { Id = "1", Status = "Succeeded" }]).FailedJobs!);
        Assert.Equal("Job '1' (1) failed. The service returned no reason.", $"{session.WithJobs([new() { Id = "1", Status = "Failed" }]).FirstFailure}");
    }

    private static QuantumSessionJob Failed(string id, int submitted, int ended, string code) => new()
    {
        Id = id,
        Name = $"name of {id}",
        Status = "Failed",
        CreationTime = Noon.AddSeconds(submitted),
        EndExecutionTime = Noon.AddSeconds(ended),
        ErrorData = new() { Code = code, Message = "why", Details = [new() { Code = "Detail" }] },
    };
}
