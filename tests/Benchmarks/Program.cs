using AzQuantumSession.Benchmarks;
using BenchmarkDotNet.Running;

BenchmarkRunner.Run<ListSessionsBenchmark>(args: args);
