using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Drafts;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>
/// A unit with a dock, and a supplier with two products whose names nobody else has: 3.50 yuan a jin from 10 jin on, 3.3333 from 100 on.
/// </summary>
sealed record DraftScenario(
    OrderingFixture Fixture, Guid UnitId, Guid DockId, Guid SupplierId, IReadOnlyList<(Guid Id, string Name)> Products)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Monday to Friday of the next week; a dock is open on these days.</summary>
    public static DateOnly Monday { get; } = new(2026, 11, 23);

    public HttpClient Buyer => Fixture.Purchaser(UnitId);

    public static async Task<DraftScenario> OpenAsync(OrderingFixture fixture)
    {
        var unitId = await fixture.NewUnitAsync();
        var supplierId = await fixture.NewSupplierAsync();
        List<(Guid, string)> products = [];
        foreach (var kind in (string[])["青花椒", "苦荞面"])
        {
            products.Add(await NewProductAsync(fixture, supplierId, $"{Unlike()}{kind}"));
        }

        return new DraftScenario(fixture, unitId, await fixture.NewDockAsync(unitId), supplierId, products);
    }

    public static async Task<(Guid Id, string Name)> NewProductAsync(OrderingFixture fixture, Guid supplierId, string name)
    {
        var productId = Guid.CreateVersion7();
        await fixture.HearAsync(Listing(productId, supplierId) with { Name = name });
        return (productId, name);
    }

    /// <summary>Four Chinese characters that nothing else begins with.</summary>
    public static string Unlike() =>
        string.Concat(Guid.CreateVersion7().ToByteArray().Skip(8).Chunk(2).Select(two => (char)(0x4E00 + (two[0] << 6 | two[1] & 63))));

    /// <summary>A school that lets the unit of the scenario buy for it, with a dock of that name.</summary>
    public async Task<(Guid UnitId, Guid DockId)> NewPrincipalAsync(string name, string dock = "食堂")
    {
        var unitId = Guid.CreateVersion7();
        await Fixture.HearAsync(Entrusting(unitId, name, UnitId));
        return (unitId, await Fixture.NewDockAsync(unitId, dock));
    }

    public static UnitPublished Entrusting(Guid unitId, string name, Guid agentId, DateOnly? until = null, long version = 1) =>
        Unit(unitId, Zhenhai, name, version) with
        {
            Agents = [new UnitPublished.Agent { AgentId = agentId, Name = "配餐公司", ValidFrom = new DateOnly(2026, 1, 1), ValidTo = until }],
        };

    /// <summary>A line that can be ordered as it stands.</summary>
    public DraftLineRequest Line(int product = 0, string quantity = "20", int day = 0) => new()
    {
        Product = Products[product].Name,
        Quantity = quantity,
        DeliverOn = Text(Monday.AddDays(day)),
    };

    public async Task<DraftView> CreateAsync(params DraftLineRequest[] lines)
    {
        using var answer = await Buyer.PostOnceAsync("/ordering/drafts", Request(lines), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var draft = await ReadAsync<DraftView>(answer);
        Assert.Equal($"\"{draft.Version}\"", answer.Headers.ETag!.Tag);
        return draft;
    }

    public CreateDraft.Request Request(params DraftLineRequest[] lines) =>
        new() { DraftId = Guid.CreateVersion7(), UnitId = UnitId, Name = "第48周", Lines = lines };

    public async Task<DraftView> SeeAsync(Guid draftId)
    {
        using var answer = await Buyer.GetAsync($"/ordering/drafts/{draftId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<DraftView>(answer);
    }

    public async Task<DraftPreview> PreviewAsync(Guid draftId)
    {
        using var answer = await Buyer.GetAsync($"/ordering/drafts/{draftId}/preview", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<DraftPreview>(answer);
    }

    public static Func<HttpClient, Task<HttpResponseMessage>> Order(Guid draftId, long version, long expectedFen, string? key = null) =>
        caller => SendAsync(
            caller, HttpMethod.Post, $"/ordering/drafts/{draftId}/order", version,
            System.Net.Http.Json.JsonContent.Create(new OrderDraft.Request { ExpectedAmountFen = expectedFen }), key);

    public Task<HttpResponseMessage> UploadAsync(byte[] file, string type, Guid? draftId = null) => SendAsync(
        Buyer, HttpMethod.Post, $"/ordering/drafts/sheets?draftId={draftId ?? Guid.CreateVersion7()}&unitId={UnitId}&name=week",
        version: null,
        new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } });

    public async Task<UploadDraft.View> UploadAsync(string text)
    {
        using var answer = await UploadAsync(Encoding.UTF8.GetBytes(text), "text/plain");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<UploadDraft.View>(answer);
    }

    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient caller, HttpMethod method, string path, long? version, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        }

        if (version is { } seen)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        }

        return await caller.SendAsync(request, Ct);
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The codes of what is wrong with a line.</summary>
    public static string[] Codes(DraftView draft, int index) => [.. draft.Lines[index].Faults.Select(fault => fault.Code)];
}
