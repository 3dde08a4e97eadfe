using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Marketplace.Benchmarks.Lists;

/// <summary>The lists of sales, entries and holds, and the counts of Crediting.</summary>
sealed class SaleLists(ServiceWithLists<CreditingDb> service) : IListsOfService
{
    public static async Task<SaleLists> StartAsync(string server, CancellationToken ct) => new(
        await ServiceWithLists<CreditingDb>.StartAsync(
            server,
            "Crediting",
            CreditingService.Name,
            host =>
            {
                // Whatever works by itself in the background would work on rows that no event has led to.
                host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Closing:BySchedule"] = "false",
                    ["Projections:Every"] = "01:00:00",
                    ["Sealing:InBackground"] = "false",
                    ["Alerts:Daily"] = "false",
                });
                host.AddCrediting();
            },
            app => app.MapCrediting(),
            ct));

    public Task FillAsync(int rows, CancellationToken ct) => service.FillAsync(
        rows,
        async db =>
        {
            var registry = (await RegistryCache.LoadAsync(db, version: 1, assume: null, ct)).Registry;
            var sales = new Sales(new Nation(FillLedger.LastDay), registry, eventNo: 1, linesPerDay: 1);
            sales.Trade(FillLedger.LastDay);
            var sale = sales.Batch.Lines[0];
            db.Add(sale);
            db.AddRange(SaleRegion.Of(sale));
            db.Add(EntryOf(sale));
            db.Add(Sales.HoldOf(sale, CreditReason.PriceAboveCeiling));
        },
        ["sale_lines", "sale_regions", "credit_entries", "holds"],
        async connection =>
        {
            await MultiplySalesAsync(connection, ct);
            await MultiplyEntriesAsync(connection, ct);
            await MultiplyHoldsAsync(connection, rows, ct);
            await Sql.RunAsync(
                connection,
                """
                INSERT INTO sale_regions (region_id, accepted_at, line_id, acceptance_no, share_no)
                SELECT unnest(regions), at, id, 1, 1 FROM trade;
                INSERT INTO sale_months (
                    recognition_month, origin_path, unit_path, delivery_province, region_reason, is_credited, is_policy_driven,
                    amount_fen, shares)
                SELECT substr(recognition_date, 1, 7), origin_path, unit_path, split_part(delivery_path, '/', 2), region_reason,
                    outcome = 'Credited', is_policy_driven, sum(net_fen), count(*)
                FROM sale_lines GROUP BY 1, 2, 3, 4, 5, 6, 7
                """,
                ct);
        },
        ct);

    public async Task MeasureAsync(CancellationToken ct)
    {
        foreach (var (who, caller) in service.Officials())
        {
            await MeasureLists.TellPagesAsync($"sales: {who}", caller, "/credits/sales", ct, Guid.Empty.ToString(), "0", "0");
            await MeasureLists.TellAsync($"entries: {who}, first page", caller, "/credits/entries", ct);
            await MeasureLists.TellAsync($"holds: {who}, first page", caller, "/credits/holds", ct);
            await MeasureLists.TellAsync($"holds: {who}, open", caller, "/credits/holds?state=Open", ct);
            await MeasureLists.TellAsync($"sales: {who}, counts", caller, "/credits/counts", ct);
        }

        foreach (var (how, county) in new[] { ("much", Trade.Busy), ("little", Trade.Quiet), ("nothing lately", Trade.Former) })
        {
            foreach (var (who, caller) in new[]
            {
                ("purchaser", service.Caller(Roles.Purchaser, org: Trade.UnitOf(county))),
                ("supplier", service.Caller(Roles.Supplier, org: Trade.SupplierOf(county))),
            })
            {
                await MeasureLists.TellPagesAsync(
                    $"sales: a {who} with {how}", caller, "/credits/sales", ct, Guid.Empty.ToString(), "0", "0");
            }
        }
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    static Task MultiplySalesAsync(NpgsqlConnection connection, CancellationToken ct) => Sql.MultiplyAsync(
        connection,
        "sale_lines",
        "trade",
        new Dictionary<string, string>
        {
            ["line_id"] = "id",
            ["acceptance_no"] = "1",
            ["share_no"] = "1",
            ["shares"] = "1",
            ["purchase_id"] = "md5((i / 4)::text || '/order')::uuid",
            ["evidence_id"] = "md5((i / 4)::text || '/evidence')::uuid",
            ["purchase_number"] = "'20250101-' || lpad(i::text, 8, '0')",
            ["unit_id"] = Trade.Id(1, "unit"),
            ["supplier_id"] = Trade.Id(3, "supplier"),
            ["accepted_at"] = "at",
            ["recognition_date"] = "to_char(to_timestamp(at / 1000), 'YYYY-MM-DD')",
            ["unit_path"] = "trade.unit_path",
            ["origin_path"] = "trade.origin_path",
            ["origin_id"] = "trade.regions[cardinality(trade.regions)]",
            ["origin_province"] = "trade.regions[4]",
            ["outcome"] = "CASE WHEN i % 10 = 0 THEN 'Unpaired' ELSE 'Credited' END",
        },
        ct);

    static Task MultiplyEntriesAsync(NpgsqlConnection connection, CancellationToken ct) => Sql.MultiplyAsync(
        connection,
        "credit_entries",
        "trade",
        new Dictionary<string, string>
        {
            ["entry_no"] = "i + 2",
            ["entry_id"] = "md5(i::text || '/entry')::uuid",
            ["line_id"] = "id",
            ["acceptance_no"] = "1",
            ["share_no"] = "1",
            ["holder_id"] = Trade.Id(4, "county + 106"),
            ["east_path"] = "trade.unit_path",
            ["west_path"] = "trade.origin_path",
            ["recognition_date"] = "to_char(to_timestamp(at / 1000), 'YYYY-MM-DD')",
            ["event_date"] = "to_char(to_timestamp(at / 1000), 'YYYY-MM-DD')",
            ["posting_period"] = "to_char(to_timestamp(at / 1000), 'YYYY-MM')",
            ["posted_at"] = "at",
        },
        ct);

    static Task MultiplyHoldsAsync(NpgsqlConnection connection, int rows, CancellationToken ct) => Sql.MultiplyAsync(
        connection,
        "holds",
        "(SELECT * FROM trade WHERE i % 67 = 0) AS trade",
        new Dictionary<string, string>
        {
            ["hold_id"] = "md5(i::text || '/hold')::uuid",
            ["line_id"] = "id",
            ["acceptance_no"] = "1",
            ["share_no"] = "1",
            ["held_at"] = "at",
            ["unit_path"] = "trade.unit_path",
            ["origin_path"] = "trade.origin_path",
            ["state"] = $"CASE WHEN i > {rows} - 100000 THEN 'Open' ELSE 'Released' END",
        },
        ct);

    static CreditEntry EntryOf(SaleLine sale) => new()
    {
        EntryNo = 1,
        EntryId = Guid.CreateVersion7(sale.AcceptedAt),
        EventNo = 1,
        LineId = sale.LineId,
        AcceptanceNo = sale.AcceptanceNo,
        ShareNo = sale.ShareNo,
        Scheme = Scheme.EastWest,
        Tier = PairingTier.County,
        HolderId = Nation.Id(4, 0),
        HolderVersion = 1,
        EastPath = sale.UnitPath,
        WestPath = sale.OriginPath,
        Mode = CreditMode.DirectPurchase,
        AmountFen = sale.AmountFen,
        SubsidisedFen = 0,
        Quantity = sale.Accepted,
        RecognitionDate = sale.RecognitionDate,
        EventDate = sale.RecognitionDate,
        PostingPeriod = Month.Of(sale.RecognitionDate).ToString(),
        EntryType = EntryType.Original,
        Sequence = 1,
        Reason = CreditReason.PairingMatched,
        RuleSetVersion = 1,
        EvidenceState = EvidenceState.Recognised,
        Flags = CreditMarks.None,
        PostedAt = sale.AcceptedAt,
    };
}
