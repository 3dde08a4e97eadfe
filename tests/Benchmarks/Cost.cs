namespace Marketplace.Benchmarks;

/// <summary>What the marketplace has used, all in all or during a phase.</summary>
/// <param name="CpuSeconds">Processor time by process, children included.</param>
/// <param name="Statements">SQL statements of the services by database, without BEGIN and COMMIT.</param>
/// <param name="Commits">Transactions committed by database.</param>
/// <param name="WalBytes">Bytes of write-ahead log.</param>
/// <param name="Messages">What the broker took in, and what it handed out.</param>
sealed record Cost(
    IReadOnlyDictionary<string, double> CpuSeconds,
    IReadOnlyDictionary<string, long> Statements,
    IReadOnlyDictionary<string, long> Commits,
    long WalBytes,
    BrokerMessages Messages)
{
    /// <summary>What was used since an earlier reading.</summary>
    public Cost Since(Cost earlier) => new(
        CpuSeconds.ToDictionary(pair => pair.Key, pair => pair.Value - earlier.CpuSeconds.GetValueOrDefault(pair.Key)),
        Less(Statements, earlier.Statements),
        Less(Commits, earlier.Commits),
        WalBytes - earlier.WalBytes,
        new BrokerMessages(Messages.Published - earlier.Messages.Published, Messages.Delivered - earlier.Messages.Delivered));

    /// <summary>The same as figures, for each of so many orders.</summary>
    public IEnumerable<Figure> For(long orders, string each)
    {
        double Of(double amount) => amount / orders;
        var served = CpuSeconds.Where(process => process.Key != Machine.LoadGenerator).ToList();
        yield return new($"CPU, ms per {each}", "all", Of(1000 * served.Sum(process => process.Value)));
        foreach (var (process, seconds) in CpuSeconds.OrderByDescending(process => process.Value))
        {
            yield return new($"CPU, ms per {each}", process, Of(1000 * seconds));
        }

        foreach (var (what, counts) in new[] { ("statements", Statements), ("commits", Commits) })
        {
            yield return new($"{what} per {each}", "all", Of(counts.Values.Sum()));
            foreach (var (database, count) in counts.OrderByDescending(count => count.Value))
            {
                yield return new($"{what} per {each}", database, Of(count));
            }
        }

        yield return new($"others per {each}", "messages published", Of(Messages.Published));
        yield return new($"others per {each}", "messages delivered", Of(Messages.Delivered));
        yield return new($"others per {each}", "WAL, KiB", Of(WalBytes / 1024.0));
    }

    static Dictionary<string, long> Less(IReadOnlyDictionary<string, long> now, IReadOnlyDictionary<string, long> earlier) =>
        now.ToDictionary(pair => pair.Key, pair => pair.Value - earlier.GetValueOrDefault(pair.Key));
}
