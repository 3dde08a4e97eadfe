using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>
/// Walks over all states of a shipment that its parties can bring about, by their calls over HTTP, and shows for each state and each party
/// that is bound by it a way out of at most two steps: calls of its own, the passing of time, or the ruling of an office. The states come
/// from the code, so that a new one that nobody reaches or that has no way out fails here.
/// </summary>
public sealed class ExitsOfStatesTests
{
    static readonly Step[] Steps =
    [
        new("dispatch", Party.Supplier, scenario => scenario.PostDispatchAsync(scenario.Dispatch())),
        new("dispatch by itself", Party.Supplier, scenario => scenario.PostDispatchAsync(
            scenario.Changed(scenario.Dispatch(), $"{{\"carrierId\":\"{scenario.Part.SupplierId}\"}}"))),
        new("decline", Party.Supplier, scenario => PostAsync(scenario.Supplier, scenario, "decline", new { reason = "CropFailure" })),
        new("carry it itself", Party.Supplier, scenario => PostAsync(
            scenario.Supplier, scenario, "carrier", new { carrierId = scenario.Part.SupplierId, waybill = "自送", reason = "Silent" })),
        new("deliver it itself", Party.Supplier, scenario => PostAsync(
            scenario.Logistics.Client(Roles.Carrier, org: scenario.Part.SupplierId), scenario, "delivery", new { receivedBy = "门卫" })),
        new("report some lost", Party.Supplier, scenario => LoseAsync(scenario, scenario.Supplier, "30")),
        new("report all lost", Party.Supplier, scenario => LoseAsync(scenario, scenario.Supplier, "100")),
        new("cancel", Party.Buyer, scenario => PostAsync(scenario.Purchaser, scenario, "cancellation", new { reason = "NotNeeded" })),
        new("tell of the arrival", Party.Buyer, scenario => PostAsync(scenario.Purchaser, scenario, "arrival", new { })),
        new("accept nothing", Party.Buyer, scenario => scenario.PostAcceptanceAsync(scenario.Accept(("0", "100", "0", null)))),
        new("accept", Party.Buyer, scenario => scenario.PostAcceptanceAsync(scenario.Accept())),
        new("accept the rest", Party.Buyer, scenario => scenario.PostAcceptanceAsync(scenario.Accept(("60", "0", "0", null)))),
        new("declare that nothing came", Party.Buyer, scenario => PostAsync(
            scenario.Purchaser, scenario, "non-delivery", new { reason = "没有送到" })),
        new("dispute some", Party.Buyer, scenario => scenario.PostDisputeAsync(scenario.Disputed("40"))),
        new("dispute all", Party.Buyer, scenario => scenario.PostDisputeAsync(scenario.Disputed("100"))),
        new("deliver", Party.Carrier, scenario => scenario.PostDeliveryAsync(new { receivedBy = "王师傅" })),
        new("refuse", Party.Carrier, scenario => PostAsync(scenario.Carrier, scenario, "carrier/refusal", new { })),
        new("report its loss", Party.Carrier, scenario => LoseAsync(scenario, scenario.Carrier, "100")),
        new("rule", Party.Office, RuleAsync),
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_state_that_can_be_reached_has_a_way_out_for_each_party_that_is_bound_by_it()
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(
            Engine.Sqlite, clock, new() { ["Acceptance:LookEvery"] = "00:00:00.010", ["Dispatch:LookEvery"] = "00:00:00.010" });
        var walk = new Walk(logistics, clock);

        var reached = await walk.ReachAsync();

        Assert.Equal(Enum.GetValues<ShipmentState>(), reached.Keys.Select(standing => standing.State).Distinct().Order());
        foreach (var (standing, way) in reached)
        {
            foreach (var party in BoundBy(standing))
            {
                Assert.True(
                    await walk.HasExitAsync(way, party),
                    $"{party} has no way out in two steps from {standing}, reached by: {string.Join<Step>("; ", way)}.");
            }
        }
    }

    /// <summary>Whom a state keeps waiting: both sides until it has ended, the carrier while it is to deliver.</summary>
    static IEnumerable<Party> BoundBy(Standing standing) => standing.State switch
    {
        ShipmentState.Planned => [Party.Buyer, Party.Supplier],
        ShipmentState.Dispatched when standing.Carrier == Named.Carrier => [Party.Buyer, Party.Supplier, Party.Carrier],
        ShipmentState.Dispatched or ShipmentState.Delivered => [Party.Buyer, Party.Supplier],
        ShipmentState.Accepted => standing.OpenDisputes > 0 ? [Party.Buyer, Party.Supplier] : [],
        ShipmentState.Cancelled or ShipmentState.Lost => [],
        _ => throw new InvalidOperationException($"Nobody has said whom {standing.State} binds."),
    };

    static Task<HttpResponseMessage> PostAsync(HttpClient by, LogisticsScenario scenario, string path, object body) =>
        by.PostOnceAsync($"{scenario.Path}/{path}", body, ct: Ct);

    static Task<HttpResponseMessage> LoseAsync(LogisticsScenario scenario, HttpClient by, string quantity) => PostAsync(
        by, scenario, "losses", new { lines = new[] { new { scenario.Part.Lines[0].LineId, quantity, reason = "Missing" } } });

    static async Task<HttpResponseMessage> RuleAsync(LogisticsScenario scenario)
    {
        var open = (await scenario.ViewAsync()).Disputes.FirstOrDefault(dispute => dispute.State == DisputeState.Open);
        return open is null
            ? new HttpResponseMessage(HttpStatusCode.Conflict)
            : await scenario.PostRulingAsync(open.DisputeId, open.Quantity.ToString(), "0");
    }

    /// <summary>Who acts.</summary>
    enum Party
    {
        Buyer = 1,
        Supplier = 2,
        Carrier = 3,
        Office = 4,
        Nobody = 5,
    }

    /// <summary>Who is named to carry it.</summary>
    enum Named
    {
        Nobody = 1,
        Carrier = 2,
        Supplier = 3,
    }

    /// <summary>What of a shipment decides which calls are open to whom.</summary>
    sealed record Standing(ShipmentState State, Named Carrier, Carriage? Carriage, bool IsDue, int OpenDisputes, bool IsLossReported);

    /// <summary>A call of a party.</summary>
    sealed record Step(string Name, Party By, Func<LogisticsScenario, Task<HttpResponseMessage>> Call)
    {
        public override string ToString() => $"{By}: {Name}";
    }

    sealed class Walk(ServiceUnderTest<LogisticsDb> logistics, FixedClock clock)
    {
        /// <summary>Every standing that calls lead to, with the shortest way there.</summary>
        public async Task<Dictionary<Standing, Step[]>> ReachAsync()
        {
            var (first, _) = await GoAsync([]);
            var reached = new Dictionary<Standing, Step[]> { [first] = [] };
            var open = new Queue<Step[]>([[]]);
            while (open.TryDequeue(out var way))
            {
                foreach (var step in Steps)
                {
                    var (standing, isTaken) = await GoAsync([.. way, step]);
                    // Each dispute is a matter of its own with a ruling of its own; the walk looks at one at a time.
                    if (isTaken && standing.OpenDisputes <= 1 && reached.TryAdd(standing, [.. way, step]))
                    {
                        open.Enqueue([.. way, step]);
                    }
                }
            }

            return reached;
        }

        /// <summary>Whether the party gets free by at most two steps: its own calls, an office's, or waiting.</summary>
        public async Task<bool> HasExitAsync(Step[] way, Party party)
        {
            Step[] own = [.. Steps.Where(step => step.By == party || step.By == Party.Office), Wait];
            List<Step[]> begun = [];
            foreach (var step in own)
            {
                var (standing, isTaken) = await GoAsync([.. way, step]);
                if (isTaken && !BoundBy(standing).Contains(party))
                {
                    return true;
                }

                if (isTaken)
                {
                    begun.Add([.. way, step]);
                }
            }

            foreach (var longer in begun.SelectMany(first => own.Select(then => (Step[])[.. first, then])))
            {
                var (standing, isTaken) = await GoAsync(longer);
                if (isTaken && !BoundBy(standing).Contains(party))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A month passes: what is due by itself happens.</summary>
        Step Wait => new("wait", Party.Nobody, async scenario =>
        {
            var before = await StandingAsync(scenario);
            clock.Now += TimeSpan.FromDays(31);
            if (before.IsDue)
            {
                await Eventually.TrueAsync(async () => await StandingAsync(scenario) != before, $"{before} to end by itself", ct: Ct);
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        });

        /// <summary>Goes a way with a shipment of its own; tells where it stands then, and whether all calls were taken.</summary>
        async Task<(Standing Standing, bool IsTaken)> GoAsync(Step[] way)
        {
            var scenario = await LogisticsScenario.PlannedAsync(logistics);
            var isTaken = await TakeAllAsync(scenario, way);
            return (await StandingAsync(scenario), isTaken);
        }

        static async Task<bool> TakeAllAsync(LogisticsScenario scenario, Step[] way)
        {
            foreach (var step in way)
            {
                using var answer = await step.Call(scenario);
                if (!answer.IsSuccessStatusCode)
                {
                    Assert.True((int)answer.StatusCode < 500, $"{step}: {await answer.Content.ReadAsStringAsync(Ct)}");
                    return false;
                }
            }

            return true;
        }

        static async Task<Standing> StandingAsync(LogisticsScenario scenario)
        {
            var view = await scenario.ViewAsync();
            var named = view.CarrierId is not { } carrier ? Named.Nobody
                : carrier == scenario.Part.SupplierId ? Named.Supplier
                : Named.Carrier;
            return new Standing(
                view.State,
                named,
                view.Carriage,
                IsDue: view.State == ShipmentState.Planned || (view.State == ShipmentState.Delivered && view.AcceptDueAt is not null),
                view.Disputes.Count(dispute => dispute.State == DisputeState.Open),
                view.Lines[0].Lost is not null);
        }
    }
}
