using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Rules;

/// <summary>GET /credits/rule-sets: all of them, the first first (CR-25).</summary>
public static class ListRuleSets
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/rule-sets", HandleAsync)
        .WithName("ListRuleSets")
        .WithSummary("口径版本 Rule sets")
        .ForEveryRole();

    static async Task<Ok<IReadOnlyList<RuleSetView>>> HandleAsync(CreditingDb db, CancellationToken ct)
    {
        var stored = await db.RuleSets.AsNoTracking().OrderBy(set => set.Version).ToListAsync(ct);
        IReadOnlyList<RuleSetView> all =
        [
            new RuleSetView(RuleSet.First.Version, RuleSet.First.EffectiveFrom, RuleSet.First.Parameters, null),
            .. stored.Select(set => (Stored: set, RegistryCache.RuleSetOf(set).Parameters))
                .Select(row => new RuleSetView(row.Stored.Version, row.Stored.EffectiveFrom, row.Parameters, row.Stored.Document)),
        ];
        return TypedResults.Ok(all);
    }
}
