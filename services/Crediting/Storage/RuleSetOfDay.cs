using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>The rule set of a day, for those who need nothing else of the registry.</summary>
public static class RuleSetOfDay
{
    extension(CreditingDb db)
    {
        /// <summary>The parameters that are in force on a day (CR-25).</summary>
        public async Task<RuleSet> RuleSetOnAsync(DateOnly day, CancellationToken ct) => new RegistryFacts(
            new Pairings([]), [], (await db.RuleSets.AsNoTracking().ToListAsync(ct)).Select(RegistryCache.RuleSetOf)).RuleSetOn(day);
    }
}
