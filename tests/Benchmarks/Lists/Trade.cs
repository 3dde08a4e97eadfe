using System.Globalization;
using Marketplace.Benchmarks.Ledger;
using Npgsql;

namespace Marketplace.Benchmarks.Lists;

/// <summary>
/// Two years of trade between the counties of a <see cref="Nation"/>, as a table "trade" with a row for each order, shipment or sale: the
/// first counties have most of it (a tenth of them some 40 %), one has some fifty rows, and one has all of its rows in the first months.
/// </summary>
static class Trade
{
    public const int UnitsPerCounty = 5;
    public const int SuppliersPerCounty = 3;

    /// <summary>The county with most of the trade.</summary>
    public const int Busy = 0;

    /// <summary>The county with one row in 60,000.</summary>
    public const int Quiet = Nation.Counties - 1;

    /// <summary>The county that has one row in 31 of the first third, and nothing later.</summary>
    public const int Former = Nation.Counties - 2;

    public const int Carriers = 40;

    /// <summary>A region where nothing is bought or sold.</summary>
    public const string Nowhere = "999998";

    const int ParentsFrom = 1_000_000;

    const long YearsMilliseconds = 731L * 24 * 3_600_000;

    public static DateTimeOffset First { get; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Last { get; } = First.AddMilliseconds(YearsMilliseconds);

    public static DateTimeOffset Middle { get; } = First.AddMilliseconds(YearsMilliseconds / 2);

    public static Guid UnitOf(int county) => Nation.UnitId(county * UnitsPerCounty);

    public static Guid SupplierOf(int county) => Nation.SupplierId(county * SuppliersPerCounty);

    /// <summary>The unit above all units of a county.</summary>
    public static Guid ParentOf(int county) => Nation.UnitId(ParentsFrom + county);

    /// <summary>The SQL of <see cref="ParentOf(int)"/>.</summary>
    public static string ParentOf(string county) => Id(1, $"{ParentsFrom} + {county}");

    public static Guid Carrier(int number) => Nation.Id(7, number);

    /// <summary>The SQL of an id made of a kind and the SQL of a number, as <see cref="Nation.Id"/> makes it.</summary>
    public static string Id(int kind, string number) => string.Create(
        CultureInfo.InvariantCulture, $"(lpad(to_hex({number}), 8, '0') || '-{kind:x4}-7000-8000-000000000009')::uuid");

    /// <summary>Draws the rows; columns: i, at, id, unit and supplier as numbers, unit_path, origin_path, regions.</summary>
    public static async Task DrawAsync(NpgsqlConnection connection, int rows, CancellationToken ct)
    {
        var counties = Enumerable.Range(0, Nation.Counties).Select(county => string.Create(
            CultureInfo.InvariantCulture, $"({county}, '{Nation.EastCounty(county)}', '{Nation.WestCounty(county)}')"));
        await Sql.RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $$"""
            CREATE UNLOGGED TABLE counties AS
            SELECT county, unit_path, origin_path, array_remove(string_to_array(unit_path || origin_path, '/'), '') AS regions
            FROM (VALUES {{string.Join(", ", counties)}}) AS county (county, unit_path, origin_path);
            CREATE UNLOGGED TABLE trade AS
            SELECT i, at, (lpad(to_hex(at), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid AS id,
                county, county * {{UnitsPerCounty}} + (i % {{UnitsPerCounty}}) AS unit,
                county * {{SuppliersPerCounty}} + (i % {{SuppliersPerCounty}}) AS supplier, unit_path, origin_path, regions
            FROM (
                SELECT i, {{First.ToUnixTimeMilliseconds()}} + i * {{YearsMilliseconds / rows}} AS at, md5(i::text) AS hash,
                    CASE WHEN i % 60000 = 30000 THEN {{Quiet}}
                        WHEN i % 31 = 7 AND i < {{rows / 3}} THEN {{Former}}
                        ELSE floor({{Former}} * power(('x' || substr(md5(i::text), 20, 8))::bit(32)::bigint / 4294967296.0, 5 / 2.0))
                    END::integer AS county
                FROM generate_series(0::bigint, {{rows - 1}}) AS i) AS drawn
            JOIN counties USING (county) ORDER BY i
            """), ct);
    }

    public static Task ForgetAsync(NpgsqlConnection connection, CancellationToken ct) =>
        Sql.RunAsync(connection, "DROP TABLE counties; DROP TABLE trade; VACUUM ANALYZE", ct);
}
