using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/pay-list/sheet. The same with whole names and accounts, to be paid and signed.</summary>
public static class GetPayListSheet
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/{nodeId:guid}/pay-list/sheet", HandleAsync)
        .WithName(nameof(GetPayListSheet)).WithSummary("导出农户结算清单 The sheet by which households are paid")
        .WithDescription("With whole names and accounts. Those that were erased are empty.")
        .For(Roles.Keeper, Roles.Supplier).RecordsAccess<LogisticsDb>("pay-list");

    static async Task<FileContentHttpResult> HandleAsync(
        Guid nodeId, [AsParameters] PayList.Period period, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct,
        string format = "xlsx")
    {
        var kind = ReportResults.FormatOf(format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        var rows = await PayList.OfAsync(db, nodeId, period, caller, ct);
        access.Of(nodeId, caller.Org is { } org ? [org] : []);
        return ReportResults.Of(Sheet(rows), kind, $"农户结算清单 {period.From:yyyy-MM-dd} {period.Until:yyyy-MM-dd}");
    }

    static Table Sheet(IReadOnlyList<PayList.Row> rows) => new()
    {
        SheetName = "农户结算清单",
        Columns =
        [
            new("supplierId", "供应商编号", "Supplier id", ColumnKind.Text),
            new("name", "农户", "Household", ColumnKind.Text),
            new("account", "收款账号", "Account", ColumnKind.Text),
            new("intakes", "过磅次数", "Intakes", ColumnKind.Integer),
            new("weightKg", "重量（公斤）", "Weight (kg)", ColumnKind.Quantity),
            new("amount", "金额（元）", "Amount (yuan)", ColumnKind.Quantity),
            new("signature", "签收", "Signature", ColumnKind.Text),
        ],
        Rows =
        [
            .. rows.Select(row => (IReadOnlyList<object?>)
                [$"{row.SupplierId}", row.Name, row.Account, row.Intakes, row.Weight.Units, row.Amount.Fen / 100m, null]),
        ],
        Unknown = "",
    };
}
