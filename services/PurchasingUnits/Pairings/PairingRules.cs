using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Pairings;

/// <summary>What must hold whether a pairing is registered or revised (CR-08).</summary>
static class PairingRules
{
    const int SourceDocumentMax = 200;
    const string EndNotAfterStart = "end_not_after_start";
    const string EndNotAfterStartZh = "结对终止日须晚于起始日（终止日当天不再有效）。";
    const string EndNotAfterStartEn = "The end must be after the start; it is the first day on which the pairing no longer holds.";

    extension(Checks check)
    {
        public void Terms(DateOnly? validTo, DateOnly? transitionUntil, string? sourceDocument)
        {
            check.DayOrNone(validTo, "validTo");
            check.DayOrNone(transitionUntil, "transitionUntil");
            check.That(
                transitionUntil is null || validTo is not null,
                "transitionUntil",
                "transition_without_end",
                "只有已确定终止日期的结对才有过渡期，请同时填写 validTo。",
                "Only a pairing that ends has a transition; give validTo too.");
            check.That(
                transitionUntil is null || validTo is null || transitionUntil >= validTo,
                "transitionUntil",
                "transition_before_end",
                "过渡期截止日不能早于结对终止日。",
                "The transition must not be over before the pairing ends.");
            check.TextOrNone(sourceDocument, "sourceDocument", SourceDocumentMax);
        }

        public void EndAfter(DateOnly validFrom, DateOnly? validTo) => check.That(
            validTo is null || validTo > validFrom,
            "validTo",
            EndNotAfterStart,
            EndNotAfterStartZh,
            EndNotAfterStartEn);

        void DayOrNone(DateOnly? day, string field)
        {
            if (day is { } given)
            {
                check.Day(given, RegistryDays.First, RegistryDays.Last, field);
            }
        }
    }

    extension(Pairing pairing)
    {
        /// <summary>Both parties are bound, and officials below the tier of the pairing do not speak for them.</summary>
        public Matter ToMatter() => new(
            [new("east", pairing.EastPath), new("west", pairing.WestPath)],
            pairing.Tier switch
            {
                PairingTier.Province => OfficialTier.Province,
                PairingTier.City => OfficialTier.City,
                PairingTier.County => OfficialTier.County,
                _ => throw new InvalidOperationException($"Regions are not paired at tier {pairing.Tier}."),
            });
    }

    extension(UnitsDb db)
    {
        /// <summary>Makes sure that the pairing is the only one of its scheme, tier and parties on each of its days (EC-13).</summary>
        /// <exception cref="RuleBrokenException">Another one is valid on one of its days.</exception>
        public async Task MustNotOverlapAsync(Pairing pairing, CancellationToken ct)
        {
            // Two that are filed at once would not see each other.
            await db.LockNameAsync("pairings", ct);
            IEnumerable<Pairing> betweenThem = db.Ahead is null
                ? await db.Pairings.AsNoTracking()
                    .Where(other => other.EastRegionId == pairing.EastRegionId && other.WestRegionId == pairing.WestRegionId)
                    .ToListAsync(ct)
                : db.Pairings.Local.Where(
                    other => other.EastRegionId == pairing.EastRegionId && other.WestRegionId == pairing.WestRegionId);
            var others = betweenThem
                .Where(other => other.Scheme == pairing.Scheme && other.Tier == pairing.Tier && other.Id != pairing.Id)
                .OrderBy(other => other.ValidFrom);
            if (others.FirstOrDefault(pairing.Overlaps) is { } registered)
            {
                var (from, to) = ($"{registered.ValidFrom:yyyy-MM-dd}", $"{registered.ValidTo:yyyy-MM-dd}");
                throw new RuleBrokenException(
                    "pairing_overlaps",
                    $"{registered.EastName}与{registered.WestName}在同一类型、同一层级下已有结对（{registered.Id}，"
                    + $"{from} 至 {(to == "" ? "长期" : to)}），有效期不能重叠；请先终止原结对，或调整日期。",
                    $"{registered.EastName} and {registered.WestName} are paired already under this scheme and tier "
                    + $"({registered.Id}, {from} to {(to == "" ? "open" : to)}); end that pairing first, or choose other days.",
                    "validFrom");
            }
        }
    }

    public static InvalidRequestException EndsBeforeItBegins() => new(EndNotAfterStart, "validTo", EndNotAfterStartZh, EndNotAfterStartEn);
}
