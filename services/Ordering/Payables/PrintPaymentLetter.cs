using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.Printing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Payables;

/// <summary>GET /ordering/payables/letter/file. The same letter to be printed, signed and sealed, Chinese first.</summary>
public static class PrintPaymentLetter
{
    const string Pdf = "application/pdf";
    const double Text = 10;
    const double Small = 8.5;

    public static void Map(RouteGroupBuilder payables) => payables.MapGet("/letter/file", HandleAsync)
        .WithName(nameof(PrintPaymentLetter)).WithSummary("催款函（PDF） The letter on what is overdue, to be printed")
        .AnswersFileAs(Pdf).For(PayableScope.Readers).MayConflict().RecordsAccess<OrderingDb>("payment-letter");

    static async Task<FileContentHttpResult> HandleAsync(
        OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var letter = await PaymentLetter.OfAsync(db, scope, BusinessDay.Of(clock.GetUtcNow()), ct);
        access.Of($"{letter.UnitId}/{letter.SupplierId}", scope.Organisations);
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(letter));
        var file = PrintedPaper.Of(
            $"催款函 {letter.UnitName}", BusinessDay.StartOf(letter.Day), new Guid(hash[..16]), Convert.ToHexString(hash),
            sheet => Draw(letter, sheet));
        return TypedResults.File(file, Pdf, $"催款函-{letter.UnitName}-{Day(letter.Day)}.pdf");
    }

    static void Draw(PaymentLetter letter, PrintedSheet sheet)
    {
        sheet.Write("催款函", 22);
        sheet.Write("Reminder of payments that are overdue", 12);
        sheet.Space(10);
        sheet.Write($"致 To：{letter.UnitName}", Text);
        sheet.Space(6);
        sheet.Write(
            $"截至 {Day(letter.Day)}，贵单位向我方采购并已验收的货物，有 {letter.OverdueParts} 笔、共 {Yuan(letter.OverdueFen)} 元货款逾期未付，明细如下。"
            + "请核对并及时支付；如已支付，请告知付款凭证号以便核销。", Text);
        sheet.Write(
            $"By {Day(letter.Day)} payments for {letter.OverdueParts} deliveries that you have accepted, {Yuan(letter.OverdueFen)} yuan "
            + "in all, are overdue. Please check the list and pay; if you have paid, tell us the reference of the bank.", Small);
        sheet.Space(8);
        sheet.Cells(
            ("订单号 Order", 0.2), ("交货日 Delivered", 0.13), ("应付截止 Due", 0.13), ("逾期天数 Days late", 0.12), ("应付 Payable", 0.14),
            ("已付 Paid", 0.14), ("未付 Owed", 0.14));
        foreach (var part in letter.Parts)
        {
            sheet.Cells(
                (part.OrderNumber, 0.2), (part.DeliveredOn is { } day ? Day(day) : "", 0.13), (Day(part.DueOn), 0.13),
                (part.DaysOverdue.ToString(CultureInfo.InvariantCulture), 0.12), (Yuan(part.PayableFen), 0.14), (Yuan(part.PaidFen), 0.14),
                (Yuan(part.OwedFen), 0.14));
        }

        if (letter.Parts.Count < letter.OverdueParts)
        {
            sheet.Write($"另有 {letter.OverdueParts - letter.Parts.Count} 笔未列出。 And {letter.OverdueParts - letter.Parts.Count} more.", Small);
        }

        sheet.Space(6);
        sheet.Row("逾期合计 Overdue in all", $"{Yuan(letter.OverdueFen)} 元 yuan");
        sheet.Row("预付未分配 Paid in advance", $"{Yuan(letter.AdvanceFen)} 元 yuan");
        sheet.Row("登记已付但未收到 Recorded as paid, not received", $"{Yuan(letter.DisputedFen)} 元 yuan");
        sheet.Space(8);
        sheet.Write($"依据 Legal basis：{letter.LegalBasis.Zh}", Small);
        sheet.Write(letter.LegalBasis.En, Small);
        sheet.Space(24);
        sheet.Write($"{letter.SupplierName}（盖章）", Text);
        sheet.Write(Day(letter.Day), Text);
        sheet.Space(10);
        sheet.Write("平台只提供登记信息，不收取费用，也不经手款项。 The platform charges nothing and moves no money.", Small);
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Yuan(long? fen) => ((fen ?? 0) / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
