using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Alerts;

/// <summary>
/// Counties and suppliers that depend on policy demand or on one buyer, and suppliers whose December is out of all proportion (R11).
/// </summary>
static class SupplyFindings
{
    const int Months = 12;
    const int SpikeTimes = 5;
    const int MonthsBeforeDecember = 11;

    public static async Task<IReadOnlyList<Finding>> FindAsync(
        CreditingDb db, DateOnly today, RuleParameters parameters, CancellationToken ct) =>
    [
        .. await CountiesAsync(db, today, parameters, ct),
        .. await SuppliersAsync(db, today, parameters, ct),
        .. await SpikesAsync(db, today, ct),
    ];

    static async Task<IReadOnlyList<Finding>> CountiesAsync(CreditingDb db, DateOnly today, RuleParameters parameters, CancellationToken ct)
    {
        string[] months = [.. Enumerable.Range(1 - Months, Months).Select(back => Month.Of(today.AddMonths(back)).ToString())];
        var counties = await db.SaleMonths
            .Where(sum => months.Contains(sum.RecognitionMonth) && sum.OriginPath != ""
                && sum.RegionReason != CreditReason.Voided && sum.RegionReason != CreditReason.NotGoods)
            .GroupBy(sum => sum.OriginPath)
            .Select(group => new
            {
                Path = group.Key,
                Fen = group.Sum(sum => sum.AmountFen),
                PolicyFen = group.Sum(sum => sum.IsPolicyDriven ? sum.AmountFen : 0),
            })
            .OrderBy(row => row.Path).ToListAsync(ct);
        var parties = await Parties.ReadAsync(db, counties.Select(county => new RegionPath(county.Path).RegionId), today, ct);
        return
        [
            .. counties.Select(county => (County: county, Level: Dependence.LevelOf(county.PolicyFen, county.Fen, parameters)))
                .Where(row => row.Level is not null)
                .Select(row => DependenceOf(
                    new RegionPath(row.County.Path).RegionId,
                    parties.TryGetValue(new RegionPath(row.County.Path).RegionId, out var party)
                        ? party.Name
                        : new RegionPath(row.County.Path).RegionId,
                    row.Level!.Value,
                    Ratio.Of(row.County.PolicyFen, row.County.Fen),
                    row.County.Path,
                    parameters)),
        ];
    }

    static async Task<IReadOnlyList<Finding>> SuppliersAsync(
        CreditingDb db, DateOnly today, RuleParameters parameters, CancellationToken ct)
    {
        var sql = $$"""
            WITH bought AS (
                SELECT CAST(supplier_id AS text) AS supplier, unit_id, MAX(supplier_name) AS supplier_name, MAX(origin_path) AS origin_path,
                    SUM(net_fen) AS fen, SUM(CASE WHEN is_policy_driven THEN net_fen ELSE 0 END) AS policy_fen
                FROM sale_lines WHERE recognition_date > {0} AND recognition_date <= {1} AND {{SoldInRegion.IsSale}}
                GROUP BY supplier_id, unit_id
            )
            SELECT supplier AS "Supplier", MAX(supplier_name) AS "Name", MAX(origin_path) AS "OriginPath",
                CAST(SUM(fen) AS bigint) AS "Fen", CAST(SUM(policy_fen) AS bigint) AS "PolicyFen", CAST(MAX(fen) AS bigint) AS "TopFen"
            FROM bought GROUP BY supplier
            HAVING SUM(fen) > 0 AND (2 * MAX(fen) >= SUM(fen) OR SUM(policy_fen) * 10000 >= SUM(fen) * {2}) ORDER BY supplier
            """;
        var rows = await db.Database.SqlQueryRaw<Sales>(
            sql, Day(today.AddMonths(-Months)), Day(today), (long)(parameters.DependenceAmber * 10_000)).ToListAsync(ct);
        var owners = await OwnersAsync(db, rows.Select(row => row.Supplier), ct);
        var found = new List<Finding>();
        foreach (var row in rows)
        {
            var id = Guid.Parse(row.Supplier);
            var owner = owners.GetValueOrDefault(id, row.OriginPath);
            if (Dependence.LevelOf(row.PolicyFen, row.Fen, parameters) is { } level)
            {
                found.Add(DependenceOf(id.ToString(), row.Name, level, Ratio.Of(row.PolicyFen, row.Fen), owner, parameters));
            }

            if (2 * row.TopFen >= row.Fen)
            {
                found.Add(new Finding(
                    AlertKind.SingleBuyer, AlertLevel.Amber, id.ToString(), row.Name,
                    Ratio.Of(row.TopFen, row.Fen).Percent, "50.00%", owner));
            }
        }

        return found;
    }

    /// <summary>Looked at in December and in the January after it.</summary>
    static async Task<IReadOnlyList<Finding>> SpikesAsync(CreditingDb db, DateOnly today, CancellationToken ct)
    {
        var year = today.Month == 12 ? today.Year : today.Month == 1 ? today.Year - 1 : (int?)null;
        if (year is null)
        {
            return [];
        }

        var (first, december, last) = (new DateOnly(year.Value, 1, 1), new DateOnly(year.Value, 12, 1), new DateOnly(year.Value, 12, 31));
        var sql = $$"""
            SELECT CAST(supplier_id AS text) AS "Supplier", MAX(supplier_name) AS "Name", MAX(origin_path) AS "OriginPath",
                CAST(SUM(CASE WHEN recognition_date < {1} THEN net_fen ELSE 0 END) AS bigint) AS "Fen", CAST(0 AS bigint) AS "PolicyFen",
                CAST(SUM(CASE WHEN recognition_date >= {1} THEN net_fen ELSE 0 END) AS bigint) AS "TopFen"
            FROM sale_lines WHERE recognition_date >= {0} AND recognition_date <= {2} AND {{SoldInRegion.IsSale}} GROUP BY supplier_id
            HAVING SUM(CASE WHEN recognition_date < {1} THEN net_fen ELSE 0 END) > 0
                AND SUM(CASE WHEN recognition_date >= {1} THEN net_fen ELSE 0 END) * {{MonthsBeforeDecember}}
                    > SUM(CASE WHEN recognition_date < {1} THEN net_fen ELSE 0 END) * {{SpikeTimes}}
            ORDER BY 1
            """;
        var rows = await db.Database.SqlQueryRaw<Sales>(sql, Day(first), Day(december), Day(last)).ToListAsync(ct);
        var owners = await OwnersAsync(db, rows.Select(row => row.Supplier), ct);
        return
        [
            .. rows.Select(row => new Finding(
                AlertKind.DecemberSpike,
                AlertLevel.Amber,
                Guid.Parse(row.Supplier).ToString(),
                row.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{year}-12：前十一个月月均的 {(decimal)row.TopFen * MonthsBeforeDecember / row.Fen:0.0} 倍 times the month's average before"),
                $"{SpikeTimes} 倍 times",
                owners.GetValueOrDefault(Guid.Parse(row.Supplier), row.OriginPath))),
        ];
    }

    static Finding DependenceOf(string id, string name, AlertLevel level, Ratio dependence, string owner, RuleParameters parameters) => new(
        AlertKind.Dependence,
        level,
        id,
        name,
        dependence.Percent,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(level == AlertLevel.Red ? parameters.DependenceRed : parameters.DependenceAmber) * 100:0.00}%"),
        owner);

    /// <summary>Where suppliers are registered.</summary>
    static async Task<IReadOnlyDictionary<Guid, string>> OwnersAsync(CreditingDb db, IEnumerable<string> suppliers, CancellationToken ct)
    {
        const int AtOnce = 5_000;
        var owners = new Dictionary<Guid, string>();
        foreach (var ids in suppliers.Select(Guid.Parse).Distinct().Chunk(AtOnce))
        {
            var known = db.Suppliers.AsNoTracking().Where(supplier => ids.Contains(supplier.SupplierId) && supplier.RegistrationPath != "");
            foreach (var row in await known.Select(supplier => new { supplier.SupplierId, supplier.RegistrationPath }).ToListAsync(ct))
            {
                owners[row.SupplierId] = row.RegistrationPath;
            }
        }

        return owners;
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed record Sales(string Supplier, string Name, string OriginPath, long Fen, long PolicyFen, long TopFen);
}
