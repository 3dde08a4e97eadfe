using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Proofs;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Tests.Intakes;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/intakes/labels.</summary>
public sealed class GetIntakeLabelsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_label_tells_of_the_goods_and_not_who_brought_them(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await station.RecordAsync(station.Item(first), station.Item(second, weightKg: "12"));

        var path = $"/logistics/intakes/labels?intakeId={second}&intakeId={first}";
        using var answer = await station.Keeper.GetAsync(path, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("王", text, StringComparison.Ordinal);
        Assert.DoesNotContain(station.HouseholdId.ToString(), text, StringComparison.Ordinal);
        var labels = (await LogisticsScenario.ReadAsync<IntakeLabels>(HttpStatusCode.OK, await station.Keeper.GetAsync(path, Ct))).Items;
        Assert.Equal([second, first], labels.Select(label => label.IntakeId));
        Assert.Equal(
            ("苍溪雪梨", "12", "一级", station.BatchId, "物流中心"),
            (labels[0].ProductName, $"{labels[0].WeightKg}", labels[0].Grade, labels[0].BatchId, labels[0].StationName));

        var read = await LabelScenario.ReadAsync(station.Network.Supplier, labels[0].Code);
        Assert.Equal((LabelKind.Intake, second, false), (read.Kind, read.Intake!.IntakeId, read.IsReversed));
        await station.Network.Logistics.DeliverAsync(
            new RecallPublished
            {
                RecallId = Guid.CreateVersion7(),
                Version = 1,
                BatchIds = [station.BatchId],
                Reason = "农残超标",
                RecalledAt = LogisticsScenario.Now,
            },
            ct: Ct);
        Assert.Equal("农残超标", Assert.Single((await LabelScenario.ReadAsync(station.Keeper, labels[0].Code)).Recalls).Reason);
        await station.ReverseAsync(second);
        Assert.True((await LabelScenario.ReadAsync(station.Keeper, labels[0].Code)).IsReversed);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "intake_reversed", "intakeId", station.Keeper, client => client.GetAsync(path, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "intake_not_found", "intakeId", station.KeeperOf(Guid.CreateVersion7()),
            client => client.GetAsync(path, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "intake_not_found", null,
            station.Network.Logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => client.GetAsync($"/logistics/labels/{labels[1].Code}", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task None_one_twice_or_an_unknown_one_is_refused(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var id = Guid.CreateVersion7();
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "count_out_of_range", "intakeId", station.Keeper,
            client => client.GetAsync("/logistics/intakes/labels", Ct));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "repeated", "intakeId", station.Keeper,
            client => client.GetAsync($"/logistics/intakes/labels?intakeId={id}&intakeId={id}", Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "intake_not_found", "intakeId", station.Keeper,
            client => client.GetAsync($"/logistics/intakes/labels?intakeId={Guid.Empty}", Ct));
    }
}
