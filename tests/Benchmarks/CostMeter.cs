namespace Marketplace.Benchmarks;

/// <summary>Reads what the marketplace has used so far: from the machine, the databases and the broker.</summary>
sealed class CostMeter(Machine machine, Databases databases, Broker broker)
{
    /// <summary>Read before something is driven: asking the broker costs time itself, so the processors come last.</summary>
    public async Task<Cost> BeforeAsync(CancellationToken ct)
    {
        var messages = await broker.MessagesAsync(ct);
        var (statements, commits, wal) = await databases.CountersAsync(ct);
        return new Cost(machine.CpuSeconds(), statements, commits, wal, messages);
    }

    /// <summary>Read after it: the processors first. PostgreSQL's sessions tell of their commits up to a second late.</summary>
    public async Task<Cost> AfterAsync(CancellationToken ct)
    {
        var cpu = machine.CpuSeconds();
        var messages = await broker.MessagesAsync(ct);
        var (statements, commits, wal) = await databases.CountersAsync(ct);
        return new Cost(cpu, statements, commits, wal, messages);
    }
}
