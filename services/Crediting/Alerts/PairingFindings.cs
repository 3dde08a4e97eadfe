using System.Globalization;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Alerts;

/// <summary>Pairings with a target that lag behind it, or in which nothing was sold for long (R11).</summary>
static class PairingFindings
{
    const int SilentDays = 60;

    public static async Task<IReadOnlyList<Finding>> FindAsync(
        CreditingDb db, DateOnly today, RuleParameters parameters, CancellationToken ct)
    {
        var pairings = await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent)
            .OrderBy(pairing => pairing.PairingId).ToListAsync(ct);
        var targets = (await db.Targets.AsNoTracking()
            .Where(target => target.Measure == TargetMeasure.Sales && target.Year >= today.Year - 1 && target.Year <= today.Year)
            .ToListAsync(ct))
            .ToLookup(target => (target.HolderId, target.Year));
        return
        [
            .. await LagsAsync(db, pairings, targets, today, parameters, ct),
            .. await SilencesAsync(db, pairings, targets, today, ct),
        ];
    }

    /// <summary>At the last two ends of months, and at the last end of a quarter.</summary>
    static async Task<IReadOnlyList<Finding>> LagsAsync(
        CreditingDb db, List<Pairing> pairings, ILookup<(Guid, int), Target> targets,
        DateOnly today, RuleParameters parameters, CancellationToken ct)
    {
        var last = Month.Of(today.AddMonths(-1));
        var before = Month.Of(last.FirstDay.AddDays(-1));
        var quarter = Month.Of(new DateOnly(last.Year, last.Number, 1).AddMonths(-(last.Number % 3)));
        var ends = new Dictionary<Month, Dictionary<Guid, long>>();
        foreach (var month in (Month[])[last, before, quarter])
        {
            if (!ends.ContainsKey(month))
            {
                var months = month.YearToDate;
                ends[month] = await db.PairingMonths.Where(sum => months.Contains(sum.PostingPeriod)).GroupBy(sum => sum.HolderId)
                    .Select(group => new { Id = group.Key, Fen = group.Sum(sum => sum.AmountFen) })
                    .ToDictionaryAsync(row => row.Id, row => row.Fen, ct);
            }
        }

        decimal? LagOf(Pairing pairing, Month month) => TargetOn(targets[(pairing.PairingId, month.Year)], month.LastDay) is { } target
            ? ((decimal)month.LastDay.DayOfYear / (DateTime.IsLeapYear(month.Year) ? 366 : 365)
                - ((decimal)ends[month].GetValueOrDefault(pairing.PairingId) / target)) * 100
            : null;

        var found = new List<Finding>();
        foreach (var pairing in pairings.Where(pairing => pairing.IsValidOn(last.LastDay)))
        {
            if (LagOf(pairing, last) is not { } lag || lag <= parameters.LagAmber)
            {
                continue;
            }

            // What was red at the end of the quarter stays so until the lag is made good.
            var level = LagOf(pairing, quarter) > parameters.LagRed ? AlertLevel.Red
                : LagOf(pairing, before) > parameters.LagAmber ? AlertLevel.Amber
                : (AlertLevel?)null;
            if (level is { } serious)
            {
                found.Add(new Finding(
                    AlertKind.ProgressLag,
                    serious,
                    pairing.PairingId.ToString(),
                    NameOf(pairing),
                    string.Create(CultureInfo.InvariantCulture, $"{last} 滞后 {lag:0.00} 个百分点 pp behind"),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(serious == AlertLevel.Red ? parameters.LagRed : parameters.LagAmber):0.##} 个百分点 pp "
                        + $"({(serious == AlertLevel.Red ? quarter : before)})"),
                    pairing.EastPath,
                    pairing.WestPath));
            }
        }

        return found;
    }

    static async Task<IReadOnlyList<Finding>> SilencesAsync(
        CreditingDb db, List<Pairing> pairings, ILookup<(Guid, int), Target> targets, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-SilentDays);
        var sold = await db.PairingDays
            .Where(day => day.PostedOn > since && day.AmountFen > 0
                && (day.EntryType == EntryType.Original || day.EntryType == EntryType.Late || day.EntryType == EntryType.ReclassIn))
            .Select(day => day.HolderId).Distinct().ToHashSetAsync(ct);
        return
        [
            .. pairings.Where(pairing => pairing.IsValidOn(today) && pairing.ValidFrom <= since && !sold.Contains(pairing.PairingId)
                    && TargetOn(targets[(pairing.PairingId, today.Year)], today) is not null)
                .Select(pairing => new Finding(
                    AlertKind.NoSales,
                    AlertLevel.Amber,
                    pairing.PairingId.ToString(),
                    NameOf(pairing),
                    $"{since:yyyy-MM-dd} 以来无成交 no sales since",
                    $"{SilentDays} 天 days",
                    pairing.EastPath,
                    pairing.WestPath)),
        ];
    }

    /// <summary>The target that holds on a day; null when there is none above zero.</summary>
    static long? TargetOn(IEnumerable<Target> targets, DateOnly day) =>
        targets.Where(target => target.EffectiveFrom <= day)
            .OrderBy(target => target.EffectiveFrom).ThenBy(target => target.Version).LastOrDefault()
            is { AmountFen: > 0 } target ? target.AmountFen : null;

    static string NameOf(Pairing pairing) => $"{pairing.EastName}—{pairing.WestName} {pairing.Scheme} {pairing.Tier}";
}
