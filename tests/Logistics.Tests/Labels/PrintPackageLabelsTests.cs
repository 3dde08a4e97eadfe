using System.Net;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using PdfSharp.Pdf.IO;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/shipments/{shipmentId}/labels/file.</summary>
public sealed class PrintPackageLabelsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_package_is_a_page_of_label_paper(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var path = $"/logistics/shipments/{network.ShipmentIds[0]}/labels/file?packages=3";

        using var answer = await network.Supplier.GetAsync(path, Ct);

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var file = PdfReader.Open(await answer.Content.ReadAsStreamAsync(Ct), PdfDocumentOpenMode.Import);
        Assert.Equal(3, file.PageCount);
        Assert.Equal((100, 70), (Math.Round(file.Pages[0].Width.Millimeter), Math.Round(file.Pages[0].Height.Millimeter)));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, network.Logistics.Client("supplier", org: Guid.CreateVersion7()),
            client => client.GetAsync(path, Ct));
    }
}
