using System.Text.Json.Nodes;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>One figure of the table walked back, paper by paper, to the cooperative (R20).</summary>
static class WalkBack
{
    public static async Task PlayAsync(
        DemoConsole stage, IReadOnlyList<Placed> orders, IReadOnlyList<ProgressRow> rows, CancellationToken ct)
    {
        await stage.HeadingAsync("凭证穿透：一个数字的来历", "Where a figure comes from");
        var auditor = await stage.AsAsync("auditor", ct);
        var order = orders[0];
        var (lineId, wanted) = order.Lines.First();
        var row = rows.Single(row => row.Pair == wanted.Pairs[^1]);
        var entries = await auditor.ListAsync($"/credits/entries?holderId={row.PairingId}&lineId={lineId}", ct);
        var walk = await auditor.GetAsync($"/credits/entries/{entries[0]["entryId"]}", ct);
        var (entry, sale) = (walk["entry"]!, walk["sale"]!);
        var goods = sale["goods"]!;
        var unit = (string?)goods["unit"]!["name"];
        var shipment = await auditor.GetAsync($"/logistics/shipments/{sale["shipment"]!["shipmentId"]}", ct);
        var placed = await auditor.GetAsync($"/ordering/orders/{sale["order"]!["orderId"]}", ct);
        var part = placed["parts"]!.AsArray().Single(part => (Guid)part!["partId"]! == (Guid)shipment["shipmentId"]!)!;
        var batch = await BatchAsync(auditor, sale, ct);
        var supplier = await auditor.GetAsync($"/catalog/suppliers/{sale["supplier"]!["supplierId"]}", ct);
        string[][] steps =
        [
            ["数字 figure", $"{row.EastName} → {row.WestName}  {Words.Tier(row.Pair.Tier)}  本月 {new Money(row.MonthFen)} 元"],
            ["分录 entry", $"{entry["entryId"]}  {Yuan(entry["amountFen"])} 元  {entry["postingPeriod"]}  依据 {entry["rule"]}"],
            ["成交行 sale line", $"{sale["product"]!["name"]}  {goods["accepted"]} {unit} × {goods["unitPrice"]} 元"],
            [
                "验收 acceptance",
                $"{sale["acceptance"]!["acceptanceId"]}  {sale["recognitionDate"]}  {sale["acceptance"]!["acceptedBy"]}",
            ],
            ["运单 waybill", $"{sale["shipment"]!["waybill"]}  {sale["destination"]!["name"]}  签收 {shipment["receivedBy"]}"],
            ["订单 order", $"{sale["order"]!["number"]} 第 {sale["order"]!["lineNumber"]} 行  {sale["buyer"]!["name"]}"],
            [
                "发票与付款 papers",
                $"{string.Join('、', Numbers(part["invoices"], "number"))} / {string.Join('、', Numbers(part["payments"], "reference"))}",
            ],
            ["批次 batch", $"{batch["batchId"]}  采收 {batch["harvestFrom"]} 至 {batch["harvestUntil"]}  {batch["quantity"]} {unit}"],
            ["产地认定 recognition", $"{sale["recognition"]!["number"]}  {sale["origin"]!["name"]}"],
            ["合作社 cooperative", $"{supplier["name"]}"],
        ];
        foreach (var line in Columns.Lines([["环节", "凭证"], .. steps]))
        {
            await stage.WriteAsync($"  {line}");
        }
    }

    static async Task<JsonNode> BatchAsync(DemoClient auditor, JsonNode sale, CancellationToken ct)
    {
        var id = (Guid)sale["batches"]![0]!["batchId"]!;
        var batches = await auditor.ListAsync($"/catalog/products/{sale["product"]!["productId"]}/batches", ct);
        return batches.Single(batch => (Guid)batch["batchId"]! == id);
    }

    static IEnumerable<string?> Numbers(JsonNode? papers, string name) => papers!.AsArray().Select(paper => (string?)paper![name]);

    static Money Yuan(JsonNode? fen) => new((long)fen!);
}
