using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>POST /credits/evidence (CR-22).</summary>
public sealed class FileEvidenceTests(SharedLedger shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_imported_sale_is_verified_once_its_payments_cover_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (importId, facilitator) = await service.ImportAsync("330211", "A");
        await service.ApproveAsync(importId);
        var official = service.Official("330211");

        var part = await FileAsync(official, Payment(facilitator, "A", "BANK-1", 999_99)).JsonAsync(HttpStatusCode.Created);
        var rest = await FileAsync(official, Payment(facilitator, "A", "BANK-2", 1)).JsonAsync(HttpStatusCode.Created);

        Assert.False(part.TryGetProperty("verifiedPeriod", out var none) && none.ValueKind == JsonValueKind.String);
        Assert.Equal((LedgerFile.LineId("A", facilitator).ToString(), "2024-05"), (rest.Text("lineId"), rest.Text("verifiedPeriod")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_paper_is_filed_once_for_a_sale_of_a_facilitator_of_the_region(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (importId, facilitator) = await service.ImportAsync("330211", "A", "B");
        var official = service.Official("330211");
        var paper = Payment(facilitator, "A", "BANK-1", 1_00);
        await FileAsync(official, paper).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(
            "404 sale_not_found", await FileAsync(service.Official("513430"), Payment(facilitator, "A", "BANK-3", 1_00)).RefusalAsync());
        Assert.Equal("404 sale_not_found", await FileAsync(official, Payment(facilitator, "C", "BANK-3", 1_00)).RefusalAsync());
        Assert.Equal("409 evidence_known", await FileAsync(official, paper).RefusalAsync());
        Assert.Equal("409 evidence_counted", await FileAsync(official, Payment(facilitator, "A", "BANK-1", 2_00)).RefusalAsync());
        using var rejection = await service.Reviewer("513430").ReviewAsync(importId, "Origin", isApproved: false, "B");
        Assert.Equal(HttpStatusCode.Created, rejection.StatusCode);
        Assert.Equal("409 row_rejected", await FileAsync(official, Payment(facilitator, "B", "BANK-4", 1_00)).RefusalAsync());
    }

    [Fact]
    public async Task A_paper_names_one_sale_a_number_an_amount_and_a_day_that_has_come()
    {
        var service = await shared.OnAsync(Engine.Sqlite);
        var (_, facilitator) = await service.ImportAsync("330211", "A");
        var official = service.Official("330211");

        Assert.Equal("400 one_sale lineId", await FileAsync(official, Payment(facilitator, null, "BANK-1", 1_00)).FieldRefusalAsync());
        Assert.Equal("400 text_blank number", await FileAsync(official, Payment(facilitator, "A", " ", 1_00)).FieldRefusalAsync());
        Assert.EndsWith(
            " amountFen", await FileAsync(official, Payment(facilitator, "A", "BANK-1", 0)).FieldRefusalAsync(), StringComparison.Ordinal);
        Assert.Equal(
            "400 date_in_future date",
            await FileAsync(official, Payment(facilitator, "A", "BANK-1", 1_00, "2199-01-01")).FieldRefusalAsync());
        await service.IsForAsync(HttpMethod.Post, "/credits/evidence", Roles.Official);
    }

    static Task<HttpResponseMessage> FileAsync(HttpClient client, object paper) => client.PostOnceAsync("/credits/evidence", paper, ct: Ct);

    static object Payment(Guid facilitatorId, string? documentNo, string number, long amountFen, string date = "2024-06-01") =>
        new { documentId = Guid.CreateVersion7(), facilitatorId, documentNo, kind = "Payment", number, amountFen, date };
}
