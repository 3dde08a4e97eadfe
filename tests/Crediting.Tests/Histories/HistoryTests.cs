using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Platform.Storage;
using Microsoft.FSharp.Core;
using Xunit;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// The invariants of the rule book (contracts/rules/invariants.md) over random histories with returns, splits, registry changes,
/// duplicates, reordering, restarts and closings, with facilitators (CR-07), batches and resales (CR-14) and voids (CR-18), against a
/// plain model. tests/histories plays as many as one likes.
/// </summary>
public sealed class HistoryTests
{
    /// <summary>How many histories the long run plays, and from which seed.</summary>
    public const string Count = "HISTORIES_COUNT";
    public const string Seed = "HISTORIES_SEED";

    const int ReportEach = 500;

    static readonly Lock Saying = new();

    [Theory]
    [InlineData(Engine.Sqlite, 300)]
    [InlineData(Engine.PostgreSql, 30)]
    public Task Every_invariant_holds_after_every_event_of_random_histories(Engine engine, int count) =>
        PlayAsync(engine, count, (ulong)Stopwatch.GetTimestamp(), progress: null);

    [Fact(Explicit = true)]
    public Task Every_invariant_holds_over_as_many_histories_as_asked_for() => PlayAsync(
        Engine.Sqlite,
        int.Parse(Environment.GetEnvironmentVariable(Count) ?? "10000", CultureInfo.InvariantCulture),
        ulong.Parse(Environment.GetEnvironmentVariable(Seed) is { Length: > 0 } seed ? seed : "1", CultureInfo.InvariantCulture),
        Say);

    /// <summary>Plays histories on all processors; the failure names the seed and the smallest history that was found.</summary>
    static async Task PlayAsync(Engine engine, int count, ulong seed, Action<string>? progress)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var databases = await HistoryDatabases.OnAsync(engine, ct);
        var watch = Stopwatch.StartNew();
        var (played, events) = (0, 0L);
        (History History, Exception Why)? smallest = null;
        var property = Prop.ForAll(RandomHistories.Any, history =>
        {
            try
            {
                PlayAsync(databases, history, ct).GetAwaiter().GetResult();
            }
            catch (HistoryFailed failure)
            {
                lock (Saying)
                {
                    smallest = smallest is { } least && least.History.Steps.Count < history.Steps.Count ? least : (history, failure);
                }

                return false;
            }

            Interlocked.Add(ref events, history.Steps.Count);
            if (Interlocked.Increment(ref played) % ReportEach == 0)
            {
                progress?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{played} histories, {events} events, {watch.Elapsed.TotalSeconds:0} s, "
                    + $"{played / watch.Elapsed.TotalSeconds:0.0} histories/s"));
            }

            return true;
        });

        // A run for each processor: those that FsCheck runs in parallel wait for each other by spinning.
        var runs = Environment.ProcessorCount;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, runs).Select(run => Task.Run(
                () => property.Check(Config.QuickThrowOnFailure
                    .WithQuietOnSuccess(true)
                    .WithMaxTest((count / runs) + (run < count % runs ? 1 : 0))
                    .WithReplay(new Replay(new Rnd(seed + (ulong)run), FSharpOption<int>.None))),
                ct)));
        }
        catch (Exception) when (smallest is not null)
        {
            // What FsCheck would tell of it is the whole history before it was made smaller.
            throw new HistoryFailed(
                $"{smallest.Value.Why.Message}\nAfter {played} histories from seed {seed}; "
                + $"the smallest that fails is\n{smallest.Value.History}", smallest.Value.Why);
        }

        progress?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"Every invariant held: {played} histories, {events} events, {watch.Elapsed.TotalSeconds:0} s, seed {seed}."));
    }

    /// <summary>Plays a history, and replays its journal into another database: the ledger must come out the same (8).</summary>
    static async Task PlayAsync(HistoryDatabases databases, History history, CancellationToken ct)
    {
        await using var here = await databases.CreateAsync(ct);
        await using var there = await databases.CreateAsync(ct);
        await new HistoryPlayer(here.Ledger, ct).PlayAsync(history);
        await here.Ledger.ReplayAsync(there.Ledger, ct);
        await using var played = here.Ledger.Open();
        await using var replayed = there.Ledger.Open();
        var (expected, found) = (await HistoryDatabases.DumpAsync(played, ct), await HistoryDatabases.DumpAsync(replayed, ct));
        if (expected != found)
        {
            var (first, second) = (expected.Split('\n'), found.Split('\n'));
            throw new HistoryFailed(
                $"A replay gives the same ledger (8)\n  played:   {string.Join("\n            ", first.Except(second))}\n  replayed: "
                + $"{string.Join("\n            ", second.Except(first))}");
        }
    }

    static void Say(string what)
    {
        lock (Saying)
        {
            Console.WriteLine(what);
        }
    }
}
