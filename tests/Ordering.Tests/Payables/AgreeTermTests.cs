using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.TermScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>POST /ordering/payables/terms.</summary>
public sealed class AgreeTermTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_term_holds_once_the_other_side_has_confirmed_it_for_orders_of_its_days(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await InvoiceScenario.OpenAsync(fixture);
        var term = Term(scenario, days: 45);
        var proposalId = await ProposeAsync(scenario.Buyer, term);
        // Not yet: a school has 30 days.
        await fixture.HearAsync(Accepted(scenario.Orders[0]) with { DispatchedAt = Noon, DeliveredAt = Noon });
        Assert.Equal(Today.AddDays(30), await DueOnAsync(scenario, 0));

        // Whoever proposed it does not confirm it, and no official does.
        await RefusedAsync(http => ConfirmAsync(http, proposalId), scenario.Buyer, HttpStatusCode.Conflict, "own_proposal");
        using (var official = await ConfirmAsync(fixture.Service.Client(Roles.Official, region: "330211", tier: "County"), proposalId))
        {
            Assert.Equal(HttpStatusCode.NotFound, official.StatusCode);
        }

        (await ConfirmAsync(scenario.Seller, proposalId)).EnsureSuccessStatusCode().Dispose();
        await fixture.HearAsync(Accepted(scenario.Orders[1]) with { DispatchedAt = Noon, DeliveredAt = Noon });
        Assert.Equal(Today.AddDays(45), await DueOnAsync(scenario, 1));
        var listed = await ReadAsync<Page<TermView>>(await scenario.Seller.GetAsync("/ordering/payables/terms", Ct));
        Assert.Equal((term.TermId, 45, Today), (listed.Items[0].TermId, listed.Items[0].Days, listed.Items[0].ValidFrom));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_a_term_is_refused_with_its_field(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await AgreeAsync(scenario, Term(scenario, days: 20) with { ValidFrom = Today.AddDays(10), ValidUntil = Today.AddDays(20) });
        var good = Term(scenario, days: 20) with { ValidFrom = Today.AddDays(21), ValidUntil = Today.AddDays(30) };
        (AgreeTerm.Request Term, HttpStatusCode Status, string Code, string Field)[] bad =
        [
            (good with { Days = 61 }, HttpStatusCode.BadRequest, "out_of_range", "days"),
            (good with { Days = -1 }, HttpStatusCode.BadRequest, "out_of_range", "days"),
            (good with { ValidUntil = Today.AddDays(20) }, HttpStatusCode.BadRequest, "day_out_of_range", "validUntil"),
            (good with { Document = "" }, HttpStatusCode.BadRequest, "text_blank", "document"),
            (good with { ValidFrom = Today.AddDays(-9), ValidUntil = Today.AddDays(-1) }, HttpStatusCode.Conflict, "term_over",
            "validUntil"),
            (good with { ValidFrom = Today.AddDays(20) }, HttpStatusCode.Conflict, "term_overlaps", "validFrom"),
            (good with { SupplierId = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "supplier_not_found", "supplierId"),
        ];
        foreach (var (term, status, code, field) in bad)
        {
            await RefusedAsync(http => AskAsync(http, term), scenario.Buyer, status, code, field);
        }

        await RefusedAsync(
            http => AskAsync(http, good), scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_region");
        await AgreeAsync(scenario, good);
    }
}

/// <summary>What two sides agree on.</summary>
static class TermScenario
{
    public static AgreeTerm.Request Term(InvoiceScenario scenario, int days) => new()
    {
        TermId = Guid.CreateVersion7(),
        UnitId = scenario.UnitId,
        SupplierId = scenario.SupplierId,
        Days = days,
        ValidFrom = Today,
        ValidUntil = Today.AddYears(1),
        Document = "购销合同 2026-18",
    };

    public static Task<HttpResponseMessage> AskAsync(HttpClient caller, AgreeTerm.Request term) =>
        caller.PostOnceAsync("/ordering/payables/terms", term, ct: Ct);

    public static async Task<string> ProposeAsync(HttpClient caller, AgreeTerm.Request term)
    {
        using var answer = await AskAsync(caller, term);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Ct));
        return (await ReadAsync<JsonElement>(answer)).GetProperty("proposalId").GetString()!;
    }

    public static Task<HttpResponseMessage> ConfirmAsync(HttpClient caller, string proposalId) =>
        caller.PostOnceAsync($"/ordering/proposals/{proposalId}/confirmation", new { }, ct: Ct);

    public static async Task AgreeAsync(InvoiceScenario scenario, AgreeTerm.Request term) =>
        (await ConfirmAsync(scenario.Seller, await ProposeAsync(scenario.Buyer, term))).EnsureSuccessStatusCode().Dispose();

    public static async Task<DateOnly?> DueOnAsync(InvoiceScenario scenario, int order)
    {
        var parts = await ReadAsync<Page<ListOwedParts.OwedPart>>(await scenario.Buyer.GetAsync("/ordering/payables/parts", Ct));
        return parts.Items.Single(part => part.PartId == scenario.Part(order)).DueOn;
    }
}
