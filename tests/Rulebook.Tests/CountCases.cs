using System.Collections.Concurrent;
using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(CountCases))]

namespace Marketplace.Rulebook.Tests;

/// <summary>Says at the end of a run how many cases were played, so that nobody takes a run without cases for a pass.</summary>
public sealed class CountCases : IDisposable
{
    readonly ConcurrentBag<(string Id, Engine Engine, bool Passed)> _played = [];

    public void Count(string id, Engine engine, bool passed) => _played.Add((id, engine, passed));

    public void Dispose()
    {
        foreach (var engine in _played.GroupBy(row => row.Engine).OrderBy(group => group.Key))
        {
            TestContext.Current.SendDiagnosticMessage(
                $"Rule book on {engine.Key}: {engine.Count()} cases played, {engine.Count(row => row.Passed)} as expected.");
        }
    }
}
