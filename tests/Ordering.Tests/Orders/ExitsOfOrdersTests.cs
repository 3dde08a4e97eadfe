using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Tests.Approvals;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>
/// Walks over all states of an order that a unit places for another, and that both have to approve, by calls over HTTP and news of other
/// services, and shows for each state and each party that is bound by it a way out of at most two steps: calls of its own, what it does at
/// the shipment, or the passing of time. The states come from the code, so that a new one that nobody reaches or that has no way out fails
/// here. The ways out of what is confirmed are shown shipment by shipment, in the tests of Logistics.
/// </summary>
public sealed class ExitsOfOrdersTests
{
    static readonly Step[] Steps =
    [
        new("stock and budget are held", Party.Nobody, walk => walk.HearAsync(StockReserved(walk.Order), BudgetReserved(walk.Order))),
        new("the budget is too small", Party.Nobody, walk => walk.HearAsync(CancelOnBudgetDeclinedTests.Declined(walk.Order, 0))),
        new("withdraw", Party.Buyer, walk => walk.CancelAsync(walk.Scenario.Buyer)),
        new("withdraw what was bought for it", Party.Principal, walk => walk.CancelAsync(walk.Principal.Buyer)),
        new("approve", Party.Approver, walk => walk.DecideAsync((scenario, step, subject) =>
            scenario.AskApproveAsync(subject, walk.Order, step))),
        new("refuse", Party.Approver, walk => walk.DecideAsync((scenario, step, subject) =>
            AskRefuseAsync(scenario.Approver(subject), walk.Order, step))),
        new("cancel at the shipment", Party.Buyer, walk => walk.HearOfShipmentAsync(CancelPartsTests.Cancelled(walk.Order))),
        new("decline at the shipment", Party.Supplier, walk => walk.HearOfShipmentAsync(CancelPartsTests.Cancelled(walk.Order))),
        new("lose it on the way", Party.Supplier, walk => walk.HearOfShipmentAsync(CancelPartsTests.Lost(walk.Order))),
        new("accept at the shipment", Party.Buyer, walk => walk.HearOfShipmentAsync(Accepted(walk.Order))),
    ];

    static readonly Dictionary<string, string?> LooksOften = new() { ["Ordering:LookEvery"] = "00:00:00.010" };

    [Fact]
    public async Task Each_state_that_can_be_reached_has_a_way_out_for_each_party_that_is_bound_by_it()
    {
        await using var fixture = await OpenAsync(Engine.Sqlite, LooksOften);

        var reached = await ReachAsync(fixture);

        Assert.Equal(Enum.GetValues<OrderState>(), reached.Keys.Select(standing => standing.State).Distinct().Order());
        // Both units' steps, one after the other.
        Assert.Equal([1, 2], reached.Keys.Where(standing => standing.Step is not null).Select(standing => standing.Step!.Value).Order());
        foreach (var (standing, way) in reached)
        {
            foreach (var party in BoundBy(standing))
            {
                Assert.True(
                    await HasExitAsync(fixture, way, party),
                    $"{party} has no way out in two steps from {standing}, reached by: {string.Join<Step>("; ", way)}.");
            }
        }
    }

    /// <summary>Whom a state keeps waiting, or holds something of.</summary>
    static IEnumerable<Party> BoundBy(Standing standing) => standing.State switch
    {
        OrderState.Submitted or OrderState.Confirmed => [Party.Buyer, Party.Principal, Party.Supplier],
        OrderState.AwaitingApproval => [Party.Buyer, Party.Principal, Party.Supplier, Party.Approver],
        OrderState.Cancelled or OrderState.Completed => [],
        _ => throw new InvalidOperationException($"Nobody has said whom {standing.State} binds."),
    };

    /// <summary>Every standing that steps lead to, with the shortest way there.</summary>
    static async Task<Dictionary<Standing, Step[]>> ReachAsync(OrderingFixture fixture)
    {
        var (first, _) = await GoAsync(fixture, []);
        var reached = new Dictionary<Standing, Step[]> { [first] = [] };
        var open = new Queue<Step[]>([[]]);
        while (open.TryDequeue(out var way))
        {
            foreach (var step in Steps.Append(Wait))
            {
                var (standing, isTaken) = await GoAsync(fixture, [.. way, step]);
                if (isTaken && reached.TryAdd(standing, [.. way, step]))
                {
                    open.Enqueue([.. way, step]);
                }
            }
        }

        return reached;
    }

    /// <summary>
    /// Whether the party gets free by at most two steps. At the shipment the people of the unit that it is for do what those of the unit
    /// that placed it do.
    /// </summary>
    static async Task<bool> HasExitAsync(OrderingFixture fixture, Step[] way, Party party)
    {
        Step[] own = [.. Steps.Where(step => step.By == party || (party == Party.Principal && step.IsAtShipmentByBuyer)), Wait];
        Step[][] ways = [.. own.Select(step => (Step[])[step]), .. own.SelectMany(first => own.Select(second => (Step[])[first, second]))];
        foreach (var then in ways)
        {
            var (standing, isTaken) = await GoAsync(fixture, [.. way, .. then]);
            if (isTaken && !BoundBy(standing).Contains(party))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes a way with an order of its own; tells where it stands then, and whether all steps were taken.</summary>
    static async Task<(Standing Standing, bool IsTaken)> GoAsync(OrderingFixture fixture, Step[] way)
    {
        var walk = await Walk.BeginAsync(fixture);
        foreach (var step in way)
        {
            if (!await step.Take(walk))
            {
                return (await walk.StandingAsync(), false);
            }
        }

        return (await walk.StandingAsync(), true);
    }

    /// <summary>Four days pass: what is due by itself happens.</summary>
    static Step Wait => new("wait", Party.Nobody, async walk =>
    {
        var before = await walk.StandingAsync();
        if (before.State is not (OrderState.Submitted or OrderState.AwaitingApproval))
        {
            return false;
        }

        walk.Scenario.Fixture.Clock.Advance(TimeSpan.FromDays(4));
        await Eventually.TrueAsync(async () => await walk.StandingAsync() != before, $"{before} to end by itself", ct: Ct);
        return true;
    });

    /// <summary>Who acts.</summary>
    enum Party
    {
        Buyer = 1,
        Principal = 2,
        Supplier = 3,
        Approver = 4,
        Nobody = 5,
    }

    /// <summary>What of an order decides which steps are open to whom.</summary>
    /// <param name="Step">Which approval it waits for, from 1.</param>
    sealed record Standing(OrderState State, int? Step);

    /// <summary>A step of a party; false when it is not open.</summary>
    sealed record Step(string Name, Party By, Func<Walk, Task<bool>> Take)
    {
        /// <summary>What the people of the unit that the order is for may do as well.</summary>
        public bool IsAtShipmentByBuyer => By == Party.Buyer && Name.EndsWith("at the shipment", StringComparison.Ordinal);

        public override string ToString() => $"{By}: {Name}";
    }

    /// <summary>An order that an agent places for a school, both with a policy.</summary>
    sealed record Walk(ApprovalScenario Scenario, ApprovalScenario Principal, Ordering.Orders.OrderView Order)
    {
        public static async Task<Walk> BeginAsync(OrderingFixture fixture)
        {
            var (principal, agent) = (await ApprovalScenario.OpenAsync(fixture), await ApprovalScenario.OpenAsync(fixture));
            await fixture.HearAsync(Unit(principal.UnitId, Zhenhai, version: 2) with
            {
                ParentId = principal.BureauId,
                Agents = [new() { AgentId = agent.UnitId, Name = "配餐公司", ValidFrom = Today }],
            });
            await agent.FileAsync(ApprovalScenario.Rule("一律", null, agent.ChiefPostId));
            await principal.FileAsync(ApprovalScenario.Rule("一律", null, principal.VicePostId));
            var request = agent.Order() with { Terms = new() { PrincipalUnitId = principal.UnitId } };
            using var answer = await agent.Buyer.PostOnceAsync("/ordering/orders", request, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return new(agent, principal, await ReadAsync<Ordering.Orders.OrderView>(answer));
        }

        public async Task<Standing> StandingAsync()
        {
            var order = await Scenario.Fixture.SeeAsync(Order);
            return new(order.State, order.State == OrderState.AwaitingApproval ? order.Approval!.CurrentStep : null);
        }

        public async Task<bool> HearAsync(params object[] news)
        {
            var before = await StandingAsync();
            foreach (var message in news)
            {
                await Scenario.Fixture.HearAsync(message);
            }

            return await StandingAsync() != before;
        }

        /// <summary>There is a shipment once the order is confirmed.</summary>
        public async Task<bool> HearOfShipmentAsync(object news) =>
            (await StandingAsync()).State == OrderState.Confirmed && await HearAsync(news);

        public async Task<bool> CancelAsync(HttpClient by)
        {
            using var answer = await by.PostOnceAsync($"/ordering/orders/{Order.OrderId}/cancellation", new { reason = "停课" }, ct: Ct);
            return await IsTakenAsync(answer);
        }

        /// <summary>The first step is the agent's section chief, the second the school's vice head.</summary>
        public async Task<bool> DecideAsync(Func<ApprovalScenario, int, string, Task<HttpResponseMessage>> decide)
        {
            var step = (await StandingAsync()).Step ?? 1;
            using var answer = step == 1
                ? await decide(Scenario, step, ApprovalScenario.Chief)
                : await decide(Principal, step, ApprovalScenario.Vice);
            return await IsTakenAsync(answer);
        }

        static async Task<bool> IsTakenAsync(HttpResponseMessage answer)
        {
            Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync(Ct));
            return answer.IsSuccessStatusCode;
        }
    }

    static Task<HttpResponseMessage> AskRefuseAsync(HttpClient caller, Ordering.Orders.OrderView order, int step) =>
        ApprovalScenario.AskRefuseAsync(caller, order, step);
}
