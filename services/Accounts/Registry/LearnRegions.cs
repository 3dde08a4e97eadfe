using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;

namespace Marketplace.Accounts.Registry;

/// <summary>← RegionsPublished. Which offices there are, at what tier, and which are above which.</summary>
public sealed class LearnRegions(AccountsDb db) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.SelectMany(message => message.Regions).Select(ToRegion), region => region.Id, region => region.Version, ct);

    static Region ToRegion(RegionsPublished.Region published) => new()
    {
        Id = published.RegionId,
        Version = published.Version,
        Name = published.Name,
        Tier = TierOf(published.Level),
        PathValue = published.Path.Value,
        EndedOn = published.EndedOn,
    };

    /// <summary>A zone does what elsewhere a county does.</summary>
    static string TierOf(RegionLevel level) => level switch
    {
        RegionLevel.Province => nameof(OfficialTier.Province),
        RegionLevel.Prefecture => nameof(OfficialTier.City),
        RegionLevel.County or RegionLevel.FunctionalZone => nameof(OfficialTier.County),
    };
}
