using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Tests.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>What orders are promised of a program, earn and give back (CR-02).</summary>
public sealed class SubsidyFundsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_line_of_the_origin_is_promised_the_rate_and_the_buyer_owes_nothing_of_it(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync();
        var elsewhere = await scenario.Fixture.NewProductAsync(scenario.SupplierId);

        var placed = await scenario.Fixture.PlaceAsync(Order(scenario.UnitId, (scenario.ProductId, 40), (elsewhere, 20)));
        await scenario.Fixture.ConfirmAsync(placed);

        Assert.Equal([7_00L, null], placed.Parts[0].Lines.Select(line => line.SubsidyFen));
        Assert.Equal(210_00, placed.AmountFen);
        Assert.Equal(7_00, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
        var told = await scenario.Fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal([7_00L, null], told.Parts[0].Lines.Select(line => line.SubsidyFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_at_once_are_never_promised_more_than_the_funds(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync(scenario.Request() with { FundsFen = 20_00 });

        var placed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scenario.PlaceAsync()));

        Assert.Equal(2, placed.Count(order => order.Parts[0].Lines[0].SubsidyFen == 7_00));
        Assert.Equal(4, placed.Count(order => order.Parts[0].Lines[0].SubsidyFen is null));
        Assert.Equal(14_00, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_is_withdrawn_and_lines_that_are_declined_give_it_back(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync();
        var (withdrawn, declined) = (await scenario.PlaceAsync(), await scenario.PlaceAsync(20));
        await scenario.Fixture.ConfirmAsync(declined);
        Assert.Equal(10_50, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);

        using var answer = await scenario.Fixture.Purchaser(scenario.UnitId)
            .PostOnceAsync($"/ordering/orders/{withdrawn.OrderId}/cancellation", new { reason = "重复下单" }, ct: Ct);
        answer.EnsureSuccessStatusCode();
        Assert.Equal(3_50, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
        var message = CancelPartsTests.Cancelled(declined);
        await scenario.Fixture.HearAsync(message);
        await scenario.Fixture.HearAsync(message);

        Assert.Equal(0, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_not_accepted_gives_its_part_back_and_the_rest_is_earned_once(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var program = await scenario.RegisterAsync();
        var order = await scenario.Fixture.ConfirmAsync(await scenario.PlaceAsync());
        var accepted = Accepted(order);
        DeliveryAccepted first = accepted with
        {
            IsPartial = true,
            Lines = [accepted.Lines[0] with { Accepted = Quantity.Of(20), AcceptedFen = 70_00, SubsidyFen = 3_50 }],
        };
        DeliveryAccepted last = accepted with
        {
            AcceptanceId = Guid.CreateVersion7(),
            AcceptanceNo = 2,
            Lines = [accepted.Lines[0] with { Accepted = Quantity.Of(10), AcceptedFen = 35_00, SubsidyFen = 1_75 }],
        };

        // In whatever order they come, and twice.
        await scenario.Fixture.HearAsync(last);
        await scenario.Fixture.HearAsync(last);
        Assert.Equal(7_00, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
        await scenario.Fixture.HearAsync(first);
        await scenario.Fixture.HearAsync(first);

        Assert.Equal(5_25, (await scenario.SeeAsync(program.ProgramId)).CommittedFen);
    }
}
