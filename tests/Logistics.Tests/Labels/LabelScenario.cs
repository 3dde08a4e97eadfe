using System.Net;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Tests.Network;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>Labels of a shipment, as its supplier prints them.</summary>
static class LabelScenario
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string PathOf(Guid shipmentId, string query = "packages=3") => $"/logistics/shipments/{shipmentId}/labels?{query}";

    public static async Task<IReadOnlyList<PackageLabel>> LabelsAsync(this NetworkScenario network, Guid shipmentId, int packages) =>
        (await LogisticsScenario.ReadAsync<PackageLabels>(
            HttpStatusCode.OK, await network.Supplier.GetAsync(PathOf(shipmentId, $"packages={packages}"), Ct))).Items;

    public static async Task<string[]> CodesAsync(this NetworkScenario network, Guid shipmentId, int packages) =>
        [.. (await network.LabelsAsync(shipmentId, packages)).Select(label => label.Code)];

    public static async Task<ReadLabel.View> ReadAsync(HttpClient by, string code) =>
        await LogisticsScenario.ReadAsync<ReadLabel.View>(HttpStatusCode.OK, await by.GetAsync($"/logistics/labels/{code}", Ct));

    /// <summary>A code whose signature does not hold.</summary>
    public static string Forged(string code)
    {
        const int InSignature = 100;
        return string.Concat(code.AsSpan(0, InSignature), code[InSignature] == '1' ? "2" : "1", code.AsSpan(InSignature + 1));
    }
}
