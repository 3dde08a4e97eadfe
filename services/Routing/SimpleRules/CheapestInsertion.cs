using Marketplace.Routing.Search;

namespace Marketplace.Routing.SimpleRules;

/// <summary>Takes the stops in the order in which their windows close, and inserts each where it costs least.</summary>
public sealed class CheapestInsertion : SimpleRule
{
    private protected override void Apply(SearchData data, SearchState state, CancellationToken ct) =>
        state.Absent.Sort((one, other) => (data.Late[one], one).CompareTo((data.Late[other], other)));
}
