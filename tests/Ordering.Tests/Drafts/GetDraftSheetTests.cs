using System.Net;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts/{draftId}/sheet.</summary>
public sealed class GetDraftSheetTests(SharedOrderingFixture shared)
{
    static readonly string[] Quantities = ["20", "12.5公斤", "3箱", "很多", "1000000", "0.125", "１,２００ 斤"];
    static readonly string[] Days = ["2026-11-23", "2026/11/24", "20261125", "下周一", "=1+1"];

    /// <summary>
    /// Random drafts, with what is understood and what is not, with twins of one name: what is written and read again is the same draft,
    /// line by line, and no line has become another product, dock, quantity or day.
    /// </summary>
    [Theory]
    [InlineData(Engine.Sqlite, "csv", 1)]
    [InlineData(Engine.Sqlite, "xlsx", 2)]
    [InlineData(Engine.PostgreSql, "csv", 3)]
    [InlineData(Engine.PostgreSql, "xlsx", 4)]
    public async Task A_sheet_that_is_read_again_is_the_same_draft(Engine engine, string format, int seed)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await DraftScenario.OpenAsync(fixture);
        var school = DraftScenario.Unlike() + "小学";
        await scenario.NewPrincipalAsync(school, "东校区食堂");
        var twin = await DraftScenario.NewProductAsync(fixture, await fixture.NewSupplierAsync("另一合作社"), scenario.Products[1].Name);
        string[] products = [scenario.Products[0].Name, scenario.Products[1].Name, twin.Id.ToString(), "=查无此物", "'带撇号"];
        var random = new Random(seed);
        for (var run = 0; run < 5; run++)
        {
            var draft = await scenario.CreateAsync([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => new DraftLineRequest
            {
                Product = Any(random, products),
                Supplier = Any(random, null, null, "另一合作社"),
                Quantity = Any(random, Quantities),
                Unit = Any(random, null, school, "别的学校"),
                Dock = Any(random, null, "东校区食堂", "西校区"),
                DeliverOn = Any(random, Days),
            })]);

            using var sheet = await scenario.Buyer.GetAsync($"/ordering/drafts/{draft.DraftId}/sheet?format={format}", Ct);
            using var answer = await scenario.UploadAsync(
                await sheet.Content.ReadAsByteArrayAsync(Ct), sheet.Content.Headers.ContentType!.MediaType!);

            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"seed {seed}: {await answer.Content.ReadAsStringAsync(Ct)}");
            var again = (await ReadAsync<UploadDraft.View>(answer)).Draft;
            Assert.Equal(draft.Lines.Select(Found), again.Lines.Select(Found));
        }
    }

    static object Found(DraftView.LineView line) => (
        line.ProductId, line.Quantity, line.UnitId, line.DockId, line.DeliverOn,
        string.Join(' ', line.Faults.Select(fault => fault.Code)));

    static T Any<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
