using System.Net;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payables.TermScenario;

namespace Marketplace.Ordering.Tests.Payables;

/// <summary>POST /ordering/payables/terms/{termId}/ending.</summary>
public sealed class EndTermTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Either_side_ends_a_term_for_later_orders_and_a_new_one_may_follow(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var term = Term(scenario, days: 50);
        await AgreeAsync(scenario, term);

        var ended = await ReadAsync<TermView>(await EndAsync(scenario.Seller, term.TermId));

        Assert.Equal((Today, "合同解除"), (ended.EndedOn, ended.EndReason));
        // Orders of today still have it.
        await scenario.AcceptAsync(0);
        Assert.Equal(Today.AddDays(50), await DueOnAsync(scenario, 0));
        await RefusedAsync(http => EndAsync(http, term.TermId), scenario.Buyer, HttpStatusCode.Conflict, "term_ended");
        await RefusedAsync(
            http => EndAsync(http, term.TermId), scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound,
            "term_not_found");
        await AgreeAsync(scenario, Term(scenario, days: 10) with { ValidFrom = Today.AddDays(1) });
    }

    static Task<HttpResponseMessage> EndAsync(HttpClient caller, Guid termId) =>
        caller.PostOnceAsync($"/ordering/payables/terms/{termId}/ending", new EndTerm.Request { Reason = "合同解除" }, ct: Ct);
}
