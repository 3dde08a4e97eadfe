using System.Net;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Invoices;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Invoices.InvoiceScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

/// <summary>POST /ordering/invoices/{invoiceId}/reversal.</summary>
public sealed class ReverseInvoiceTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_red_letter_takes_back_lines_in_part_and_then_the_rest_and_both_can_be_invoiced_anew(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var blue = await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000), (scenario.Line(1), 14_000)));

        var part = RedLetter((2, 4_000)) with { Reason = RedLetterReason.PriceCut };
        using (var answer = await scenario.ReverseAsync(blue.InvoiceId, part))
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var red = await ReadAsync<InvoiceDetails>(answer);
            Assert.Equal((-4_000L, blue.InvoiceId, RedLetterReason.PriceCut), (red.AmountFen, red.ReversesInvoiceId, red.Reason));
        }

        var told = await scenario.Fixture.ToldOnceAsync<InvoiceReversed>(message => message.RedInvoiceId == part.RedInvoiceId);
        Assert.Equal(
            (blue.InvoiceId, scenario.Part(1), part.Number, 4_000L), (told.InvoiceId, told.PartId, told.Number, told.AmountFen));
        await scenario.IssueAsync(Invoice((scenario.Line(1), 4_000)));

        var whole = RedLetter();
        (await scenario.ReverseAsync(blue.InvoiceId, whole)).EnsureSuccessStatusCode().Dispose();
        foreach (var (order, fen) in new[] { (0, 7_000L), (1, 10_000L) })
        {
            Assert.Equal(fen, (await scenario.Fixture.ToldOnceAsync<InvoiceReversed>(
                message => message.RedInvoiceId == whole.RedInvoiceId && message.PartId == scenario.Part(order))).AmountFen);
        }

        var seen = await scenario.SeeAsync(blue.InvoiceId);
        Assert.Equal((21_000L, 21_000L), (seen.AmountFen, seen.ReversedFen));
        Assert.Equal([part.RedInvoiceId, whole.RedInvoiceId], seen.RedInvoiceIds.Order());
        await RefusedAsync(
            http => scenario.ReverseAsync(blue.InvoiceId, RedLetter(), http), scenario.Seller, HttpStatusCode.Conflict, "invoice_reversed");
        await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000), (scenario.Line(1), 10_000)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_a_red_letter_is_refused_with_its_field(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var blue = await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000)));
        var red = RedLetter((1, 1_000));
        (await scenario.ReverseAsync(blue.InvoiceId, red)).EnsureSuccessStatusCode().Dispose();
        (ReverseInvoice.Request Red, HttpStatusCode Status, string Code, string? Field)[] bad =
        [
            (RedLetter((1, 6_001)), HttpStatusCode.Conflict, "red_letter_exceeds_invoice", "lines[0].amountFen"),
            (RedLetter((2, 1)), HttpStatusCode.NotFound, "invoice_line_not_found", "lines[0].lineNumber"),
            (RedLetter() with { Lines = [] }, HttpStatusCode.BadRequest, "count_out_of_range", "lines"),
            (RedLetter() with { IssuedOn = Today.AddDays(-1) }, HttpStatusCode.BadRequest, "day_out_of_range", "issuedOn"),
            (RedLetter() with { IssuedOn = Today.AddDays(1) }, HttpStatusCode.BadRequest, "day_out_of_range", "issuedOn"),
            (RedLetter() with { Number = "x" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (RedLetter() with { Number = blue.Number! }, HttpStatusCode.Conflict, "invoice_number_taken", "number"),
            (RedLetter() with { RedInvoiceId = blue.InvoiceId }, HttpStatusCode.Conflict, "already_exists", "invoiceId"),
        ];
        foreach (var (request, status, code, field) in bad)
        {
            await RefusedAsync(http => scenario.ReverseAsync(blue.InvoiceId, request, http), scenario.Seller, status, code, field);
        }

        await RefusedAsync(
            http => scenario.ReverseAsync(red.RedInvoiceId, RedLetter(), http), scenario.Seller, HttpStatusCode.Conflict,
            "invoice_is_red_letter");
        await RefusedAsync(
            http => scenario.ReverseAsync(blue.InvoiceId, RedLetter(), http), scenario.Fixture.Seller(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "invoice_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Neither_an_invoice_nor_its_lines_are_ever_changed(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var blue = await scenario.IssueAsync(Invoice((scenario.Line(0), 7_000)));
        await using var scope = scenario.Fixture.Service.OpenDb(out var db);

        foreach (var change in (Func<Task>[])
        [
            () => db.Invoices.Where(row => row.InvoiceId == blue.InvoiceId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Number, "00000000"), Ct),
            () => db.InvoiceLines.Where(row => row.InvoiceId == blue.InvoiceId).ExecuteDeleteAsync(Ct),
        ])
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(change);
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }
}
