using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts/template.</summary>
public sealed class GetDraftTemplateTests(SharedOrderingFixture shared)
{
    [Fact]
    public async Task It_is_a_file_of_the_format_that_is_asked_for()
    {
        var buyer = (await shared.OnAsync(Engine.Sqlite)).Purchaser(Guid.CreateVersion7());
        using var csv = await buyer.GetAsync("/ordering/drafts/template?format=csv", Ct);
        using var xlsx = await buyer.GetAsync("/ordering/drafts/template", Ct);

        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(DraftScenario.Xlsx, xlsx.Content.Headers.ContentType!.MediaType);
        Assert.Contains("送达日期", await csv.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await RefusedAsync(
            caller => caller.GetAsync("/ordering/drafts/template?format=pdf", Ct), buyer, HttpStatusCode.BadRequest,
            "format_unknown", "format");
    }
}
