using System.Net;
using Marketplace.Logistics.Tests.Intakes;
using Marketplace.Platform.Storage;
using PdfSharp.Pdf.IO;
using Xunit;

namespace Marketplace.Logistics.Tests.Labels;

/// <summary>GET /logistics/intakes/labels/file.</summary>
public sealed class PrintIntakeLabelsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_intake_is_a_page_of_label_paper(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await station.RecordAsync(station.Item(first), station.Item(second));

        using var answer = await station.Keeper.GetAsync($"/logistics/intakes/labels/file?intakeId={first}&intakeId={second}", Ct);

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var file = PdfReader.Open(await answer.Content.ReadAsStreamAsync(Ct), PdfDocumentOpenMode.Import);
        Assert.Equal(2, file.PageCount);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "intake_not_found", "intakeId", station.KeeperOf(Guid.CreateVersion7()),
            client => client.GetAsync($"/logistics/intakes/labels/file?intakeId={first}", Ct));
    }
}
