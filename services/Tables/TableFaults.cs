namespace Marketplace.Tables;

/// <summary>Collects the faults of a file while it is read.</summary>
/// <param name="max">How many are kept; further ones are only counted.</param>
public sealed class TableFaults(int max = 1_000)
{
    readonly List<TableFault> _all = [];

    public IReadOnlyList<TableFault> All => _all;

    /// <summary>All faults that were found, also those that are not kept.</summary>
    public int Count { get; private set; }

    public bool Any => Count > 0;

    public void Add(TableFault fault)
    {
        Count++;
        if (_all.Count < max)
        {
            _all.Add(fault);
        }
    }
}
