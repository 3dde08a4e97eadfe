using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>POST /logistics/intakes/{intakeId}/reversal.</summary>
public sealed class ReverseIntakeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_taken_back_counts_no_more_and_stays_on_record(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var id = (await station.RecordAsync(station.Item())).Items[0].IntakeId;
        var reversal = await station.ReverseAsync(id);
        Assert.Equal((id, Quantity.Of(-50.5m), -16_160L), (reversal.Reverses, reversal.WeightKg, reversal.AmountFen));
        await RefusedAsync(id, "intake_reversed");
        await RefusedAsync(reversal.IntakeId, "is_reversal");
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "intake_not_found", null, station.KeeperOf(Guid.CreateVersion7()), client => PostAsync(client, id));

        Task RefusedAsync(Guid intakeId, string code) => Refused.AsAsync(
            HttpStatusCode.Conflict, code, null, station.Keeper, client => PostAsync(client, intakeId));
    }

    static Task<HttpResponseMessage> PostAsync(HttpClient client, Guid intakeId) => client.PostOnceAsync(
        $"/logistics/intakes/{intakeId}/reversal", new { reversalId = Guid.CreateVersion7(), reason = "称重有误" }, ct: Ct);
}
