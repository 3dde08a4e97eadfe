using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Drafts.DraftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>POST /ordering/drafts.</summary>
public sealed class CreateDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lines_are_found_by_id_and_by_name_however_it_is_written(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));

        var draft = await scenario.CreateAsync(
            new() { Product = $"{scenario.Products[0].Id}", Quantity = "20", Dock = $"{scenario.DockId}", DeliverOn = "2026-11-23" },
            new() { Product = $" {scenario.Products[1].Name} ", Quantity = "１２.５公斤", Dock = "东校区 食堂", DeliverOn = "2026年11月24日" });

        Assert.All(draft.Lines, line => Assert.Empty(line.Faults));
        Assert.Equal(scenario.Products.Select(product => (Guid?)product.Id), draft.Lines.Select(line => line.ProductId));
        // 12.5 kg are 25 jin of 500 g.
        Assert.Equal([Quantity.Of(20), Quantity.Of(25)], draft.Lines.Select(line => line.Quantity!.Value));
        Assert.Equal([Monday, Monday.AddDays(1)], draft.Lines.Select(line => line.DeliverOn!.Value));
        Assert.All(draft.Lines, line => Assert.Equal((scenario.UnitId, scenario.DockId), (line.UnitId, line.DockId)));
        Assert.Equal(0, draft.FaultyLines);
        var seen = await scenario.SeeAsync(draft.DraftId);
        Assert.Equal(draft.Lines.Select(line => line.ProductName), seen.Lines.Select(line => line.ProductName));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_not_understood_is_kept_and_named_and_nothing_is_guessed(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var name = scenario.Products[0].Name;
        var twin = await NewProductAsync(fixture, await fixture.NewSupplierAsync("另一合作社"), name);
        var almost = $"{name[..2]}大{name[^2..]}";

        var draft = await scenario.CreateAsync(
            scenario.Line(),
            scenario.Line() with { Supplier = "另一合作社" },
            scenario.Line() with { Product = almost },
            scenario.Line(product: 1) with { Quantity = "很多" },
            scenario.Line(product: 1) with { Quantity = "3箱" },
            scenario.Line(product: 1) with { Quantity = "0.0001", DeliverOn = "下周一" },
            scenario.Line(product: 1) with { Dock = "西校区" },
            scenario.Line(product: 1) with { Unit = "别的学校" },
            scenario.Line(product: 1) with { ProductId = scenario.Products[0].Id.ToString() },
            new());

        Assert.Equal(["product_ambiguous"], Codes(draft, 0));
        Assert.Equal(
            ((Guid[])[scenario.Products[0].Id, twin.Id]).Order(),
            draft.Lines[0].Faults[0].Candidates!.Select(candidate => candidate.Id).Order());
        Assert.Equal((twin.Id, 0), (draft.Lines[1].ProductId, draft.Lines[1].Faults.Count));
        Assert.Equal(["product_unknown"], Codes(draft, 2));
        Assert.Contains(scenario.Products[0].Id, draft.Lines[2].Faults[0].Candidates!.Select(candidate => candidate.Id));
        Assert.Equal(["quantity_invalid"], Codes(draft, 3));
        Assert.Equal(["unit_unknown"], Codes(draft, 4));
        Assert.Equal(["quantity_out_of_range", "day_invalid"], Codes(draft, 5));
        Assert.Equal(["dock_unknown"], Codes(draft, 6));
        Assert.Equal(["unit_not_yours"], Codes(draft, 7));
        Assert.Equal(["product_differs"], Codes(draft, 8));
        Assert.Equal(["product_missing", "quantity_missing", "day_missing"], Codes(draft, 9));
        Assert.Equal(9, draft.FaultyLines);
        Assert.Equal("很多", draft.Lines[3].Typed.Quantity);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_similar_goods_the_likest_come_first_however_cheap_others_are(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var (supplier, name) = (await fixture.NewSupplierAsync("第三合作社"), Unlike());
        var (cheap, likest) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await fixture.HearAsync(OrderingFixture.Listing(cheap, supplier) with
        {
            Name = $"{name}油和酱",
            PriceTiers = [new() { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(0.01m) }],
        });
        await fixture.HearAsync(OrderingFixture.Listing(likest, supplier) with { Name = name });

        var draft = await scenario.CreateAsync(scenario.Line() with { Product = $"{name[..3]}误" });

        Assert.Equal([likest, cheap], draft.Lines[0].Faults[0].Candidates!.Select(candidate => candidate.Id));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_made_once_and_for_ones_own_unit(Engine engine)
    {
        var scenario = await DraftScenario.OpenAsync(await shared.OnAsync(engine));
        var request = scenario.Request(scenario.Line());
        using var first = await scenario.Buyer.PostOnceAsync("/ordering/drafts", request, "once-" + request.DraftId, Ct);
        using var second = await scenario.Buyer.PostOnceAsync("/ordering/drafts", request, "once-" + request.DraftId, Ct);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));

        await RefusedAsync(
            buyer => buyer.PostOnceAsync("/ordering/drafts", request, ct: Ct), scenario.Buyer, HttpStatusCode.Conflict,
            "already_exists", "draftId");
        await RefusedAsync(
            stranger => stranger.PostOnceAsync("/ordering/drafts", scenario.Request(), ct: Ct),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.Forbidden, "not_your_organisation");
    }
}
