using Marketplace.Client;
using Marketplace.Portal.Clients;

namespace Marketplace.Portal.Suspicions;

/// <summary>How units and suppliers under suspicion are called: a suspicion names a party by its id alone.</summary>
static class SuspectNames
{
    /// <returns>By id; of those that the person may not read there is none.</returns>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        MarketplaceServices services, IEnumerable<Guid> partyIds, CancellationToken ct)
    {
        var found = await Task.WhenAll(partyIds.Distinct().Select(async id => (id, Name: await NameAsync(services, id, ct))));
        return found.Where(party => party.Name is not null).ToDictionary(party => party.id, party => party.Name!);
    }

    /// <summary>Suppliers are known to everybody, units to the offices of their region.</summary>
    static async Task<string?> NameAsync(MarketplaceServices services, Guid id, CancellationToken ct) =>
        await OrNoneAsync(async () => (await services.Catalog.GetSupplierAsync(id, cancellationToken: ct)).Name)
            ?? await OrNoneAsync(async () => (await services.Units.GetUnitAsync(id, cancellationToken: ct)).Name);

    static async Task<string?> OrNoneAsync(Func<Task<string>> read)
    {
        try
        {
            return await read();
        }
        catch (ServiceException refused) when (refused.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status403Forbidden)
        {
            return null;
        }
    }
}
