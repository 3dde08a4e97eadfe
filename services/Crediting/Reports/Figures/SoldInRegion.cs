using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Sales of the goods of a region, added up by the database: by county and day, or by province and day, they are found by an index.
/// </summary>
/// <param name="Key">The SQL of what is listed.</param>
/// <param name="Name">The SQL of its name.</param>
/// <param name="Where">The SQL of which sales; {0} is the region, {1} a path.</param>
/// <param name="RegionId">The county or the province.</param>
/// <param name="Path">What the path of origin must be like.</param>
public sealed record SoldInRegion(string Key, string Name, string Where, string RegionId, string Path)
{
    /// <summary>No sale of goods, or no genuine one.</summary>
    public const string IsSale = "charge = 'Goods' AND status <> 'Voided'";

    const string Between = "recognition_date >= {2} AND recognition_date <= {3}";

    public static SoldInRegion Of(RegionPath region, RegionLevel level, DependenceOf by)
    {
        var (key, name) = by switch
        {
            DependenceOf.County => ("origin_id", "origin_name"),
            DependenceOf.Product => ("CAST(product_id AS text)", "product_name"),
            DependenceOf.Supplier => ("CAST(supplier_id AS text)", "supplier_name"),
            _ => throw new ArgumentOutOfRangeException(nameof(by)),
        };
        return level == RegionLevel.County
            ? new SoldInRegion(key, name, "origin_id = {0} AND origin_path LIKE {1}", region.RegionId, "%")
            : new SoldInRegion(key, name, "origin_province = {0} AND origin_path LIKE {1}", region.ProvinceId, $"{region.Value}%");
    }

    /// <summary>
    /// Sales, what of them policy drove, how they are spread over buyers, and their rank by sales; in the order of the ids.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="days">The first and the last day of recognition.</param>
    /// <param name="after">The id after which to begin; null to begin with the first.</param>
    /// <param name="size">How many at most.</param>
    public Task<List<Concentration>> ConcentrationsAsync(
        CreditingDb db, (DateOnly First, DateOnly Last) days, string? after, int size, CancellationToken ct)
    {
        // Shares of buyers are squared in millionths: the largest sum of a county stays far from the limits of a bigint.
        var sql = $$"""
            WITH bought AS (
                SELECT {{Key}} AS object_id, unit_id, MAX({{Name}}) AS object_name, CAST(SUM(net_fen) AS bigint) AS fen,
                CAST(SUM(CASE WHEN is_policy_driven THEN net_fen ELSE 0 END) AS bigint) AS policy_fen
                FROM sale_lines WHERE {{Where}} AND {{Between}} AND {{IsSale}} GROUP BY 1, unit_id
            ), placed AS (
                SELECT object_id, object_name, fen, policy_fen,
                ROW_NUMBER() OVER (PARTITION BY object_id ORDER BY fen DESC, unit_id) AS place,
                CAST(SUM(fen) OVER (PARTITION BY object_id) AS bigint) AS total
                FROM bought
            ), shared AS (
                SELECT object_id, object_name, fen, policy_fen, place,
                CASE WHEN total > 0 THEN (fen * 1000000 + total / 2) / total ELSE 0 END AS millionths
                FROM placed
            )
            SELECT * FROM (
                SELECT object_id AS "ObjectId", MAX(object_name) AS "ObjectName", CAST(SUM(fen) AS bigint) AS "Fen",
                CAST(SUM(policy_fen) AS bigint) AS "PolicyFen", CAST(SUM(CASE WHEN fen > 0 THEN 1 ELSE 0 END) AS bigint) AS "Buyers",
                CAST(SUM(CASE WHEN place = 1 THEN fen ELSE 0 END) AS bigint) AS "TopFen",
                CAST(SUM(CASE WHEN place <= 3 THEN fen ELSE 0 END) AS bigint) AS "TopThreeFen",
                CAST(SUM(millionths * millionths) AS bigint) AS "SquaredShares",
                RANK() OVER (ORDER BY SUM(fen) DESC) AS "Rank"
                FROM shared GROUP BY object_id HAVING SUM(fen) > 0
            ) AS listed
            WHERE {4} = '' OR "ObjectId" > {4} ORDER BY "ObjectId" LIMIT {5}
            """;
        return db.Database.SqlQueryRaw<Concentration>(sql, RegionId, Path, Day(days.First), Day(days.Last), after ?? "", size)
            .ToListAsync(ct);
    }

    /// <summary>Month by month on the eight quarters that end with the month.</summary>
    public async Task<IReadOnlyList<MonthSum>> TrendAsync(CreditingDb db, Month month, IReadOnlyList<string> objects, CancellationToken ct)
    {
        if (objects.Count == 0)
        {
            return [];
        }

        var sql = $$"""
            SELECT {{Key}} AS "ObjectId", substr(recognition_date, 1, 7) AS "Month", CAST(SUM(net_fen) AS bigint) AS "Fen",
            CAST(SUM(CASE WHEN is_policy_driven THEN net_fen ELSE 0 END) AS bigint) AS "PolicyFen"
            FROM sale_lines WHERE {{Where}} AND {{Between}} AND {{IsSale}} AND {{Key}} IN ({{Numbered(objects.Count, 4)}}) GROUP BY 1, 2
            """;
        return await db.Database.SqlQueryRaw<MonthSum>(
            sql, [RegionId, Path, Day(month.FirstDay.AddMonths(-24)), Day(month.LastDay), .. objects]).ToListAsync(ct);
    }

    /// <summary>
    /// By how much the price a kilogram of each product is above that of the other products of its category in the region.
    /// </summary>
    public async Task<Dictionary<string, Ratio>> PremiumsAsync(
        CreditingDb db, (DateOnly First, DateOnly Last) days, IReadOnlyList<string> products, CancellationToken ct)
    {
        if (products.Count == 0)
        {
            return [];
        }

        const string Weighed = "trade_unit_grams > 0 AND amount_fen > 0 AND share_quantity > 0";
        var sums = """CAST(SUM(amount_fen) AS bigint) AS "Fen", CAST(SUM(share_quantity * trade_unit_grams) AS bigint) AS "Milligrams" """;
        var ofCategories = $$"""
            SELECT '' AS "ObjectId", category AS "Category", {{sums}} FROM sale_lines
            WHERE {{Where}} AND {{Between}} AND {{IsSale}} AND {{Weighed}} GROUP BY category
            """;
        var ofProducts = $$"""
            SELECT {{Key}} AS "ObjectId", category AS "Category", {{sums}} FROM sale_lines
            WHERE {{Where}} AND {{Between}} AND {{IsSale}} AND {{Weighed}} AND {{Key}} IN ({{Numbered(products.Count, 4)}})
            GROUP BY 1, category
            """;
        var categories = await db.Database.SqlQueryRaw<Weight>(ofCategories, RegionId, Path, Day(days.First), Day(days.Last))
            .ToDictionaryAsync(sum => sum.Category, ct);
        var own = await db.Database.SqlQueryRaw<Weight>(ofProducts, [RegionId, Path, Day(days.First), Day(days.Last), .. products])
            .ToListAsync(ct);
        return own.GroupBy(product => product.ObjectId).Where(group => group.Count() == 1).Select(group => group.Single())
            .ToDictionary(product => product.ObjectId, product =>
        {
            var category = categories[product.Category];
            var (fen, milligrams) = (category.Fen - product.Fen, category.Milligrams - product.Milligrams);
            return milligrams > 0 ? Ratio.Growth((decimal)product.Fen / product.Milligrams, (decimal)fen / milligrams) : Ratio.Unknown;
        });
    }

    static string Numbered(int count, int from) =>
        string.Join(", ", Enumerable.Range(from, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{{{number}}}")));

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public sealed record Concentration(
        string ObjectId, string ObjectName, long Fen, long PolicyFen, long Buyers, long TopFen, long TopThreeFen, long SquaredShares,
        long Rank);

    public sealed record MonthSum(string ObjectId, string Month, long Fen, long PolicyFen);

    sealed record Weight(string ObjectId, string Category, long Fen, long Milligrams);
}
