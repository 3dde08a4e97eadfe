using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>
/// A row as an office writes it. Unless said otherwise: 10 units of 100 yuan, sold in May 2024 by the hall of 镇海 from 金阳.
/// </summary>
sealed record LedgerRow
{
    static int _count;

    public string DocumentNo { get; init; } = string.Create(CultureInfo.InvariantCulture, $"BX-{Interlocked.Increment(ref _count)}");

    public string Facilitator { get; init; } = LedgerFile.HallName;

    public string Supplier { get; init; } = "金阳青花椒专业合作社";

    public string Product { get; init; } = "金阳青花椒";

    public string Category { get; init; } = "香辛料";

    public string From { get; init; } = "2020-01-01";

    public string Until { get; init; } = "2030-12-31";

    public string Origin { get; init; } = "513430";

    public string Quantity { get; init; } = "10";

    public string Price { get; init; } = "100";

    public string Amount { get; init; } = "1000.00";

    public string SaleDate { get; init; } = "2024-05-10";

    public string Buyer { get; init; } = "镇海某学校";

    public string UnitId { get; init; } = "";

    public string Delivery { get; init; } = "330211";

    public string? Invoice { get; init; }

    public string InvoiceTotal { get; init; } = "1000.00";

    public string Proof { get; init; } = "镇帮销〔2024〕12号";

    public IReadOnlyList<string> Cells =>
    [
        DocumentNo, Facilitator, Supplier, Product, Category, "初加工", "RZ-0001",
        From, Until, Origin, Quantity, "斤", "500", Price, Amount, SaleDate, Buyer,
        UnitId, Delivery, Invoice ?? $"FP-{DocumentNo}", InvoiceTotal, Proof,
    ];
}

/// <summary>Ledgers as files, the service that takes them, and who sends them.</summary>
static class LedgerFile
{
    public const string HallName = "镇海消费协作专馆";

    public static readonly Guid Hall = new("0198c0de-0000-7000-8000-00000000a001");
    public static readonly Guid OtherHall = new("0198c0de-0000-7000-8000-00000000a002");

    public const string Header =
        "单据号,帮销主体,供应商,产品名称,产品类别,加工程度,认定编号,认定有效期起,认定有效期止,产地县代码,数量,计量单位,每单位克数,单价（元）,金额（元）,成交日期,采购方,采购单位编号,收货地代码,发票号码,发票总额（元）,帮销证明材料";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A service that knows the pairings of the fixture, two halls in 镇海 and 余姚, and closes no month by itself.</summary>
    /// <param name="jobsEvery">How often the service looks for jobs; as often as tests need when not given.</param>
    public static async Task<ServiceUnderTest<CreditingDb>> StartAsync(
        Engine engine, TimeProvider? clock = null, TimeSpan? jobsEvery = null)
    {
        var service = await EmptyAsync(engine, clock, jobsEvery);
        await service.DeliverAsync(
            SharedLedger.Regions("330000", "330200", "330211", "330281", "510000", "513400", "513430", "513431", "522600"));
        foreach (var pairing in FixturePairings.All)
        {
            await service.DeliverAsync(pairing);
        }

        await service.DeliverAsync(Facilitator(Hall, HallName, "330211"));
        await service.DeliverAsync(Facilitator(OtherHall, "余姚消费协作专馆", "330281"));
        return service;
    }

    public static Task<ServiceUnderTest<CreditingDb>> EmptyAsync(Engine engine, TimeProvider? clock, TimeSpan? jobsEvery = null) =>
        ServiceUnderTest<CreditingDb>.StartAsync(
            engine, "Crediting", CreditingService.Name, host => Add(host, jobsEvery), app => app.MapCrediting(),
            clock ?? new FixedClock(Examples.Noon("2024-06-15")), Ct);

    /// <summary>Another process of the service, on the same database and by the real time.</summary>
    public static Task<ServiceUnderTest<CreditingDb>> StartAnotherAsync(ServiceUnderTest<CreditingDb> service) =>
        ServiceUnderTest<CreditingDb>.StartOnAsync(
            service.ConnectionString, "Crediting", CreditingService.Name, host => Add(host, jobsEvery: null), app => app.MapCrediting(),
            ct: Ct);

    static void Add(ServiceHost host, TimeSpan? jobsEvery)
    {
        host.Builder.Configuration["Closing:BySchedule"] = "false";
        host.Builder.Configuration["Jobs:Every"] = $"{jobsEvery ?? TimeSpan.FromMilliseconds(100)}";
        host.AddCrediting();
    }

    public static FacilitatorPublished Facilitator(
        Guid id, string name, string region, string from = "2020-01-01", string? to = null) => new()
        {
            FacilitatorId = id,
            Version = 1,
            Name = name,
            Kind = FacilitatorKind.Hall,
            Registrations = [Examples.Since(region, from, to)],
        };

    public static byte[] Csv(params IEnumerable<LedgerRow> rows) => Encoding.UTF8.GetBytes(Text(rows));

    public static string Text(IEnumerable<LedgerRow> rows) =>
        string.Join("\r\n", rows.Select(row => string.Join(',', row.Cells)).Prepend(Header));

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, byte[] file, bool dryRun, string type = "text/csv", string? key = null)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/credits/imports?dryRun={(dryRun ? "true" : "false")}&fileName=ledger.csv")
        { Content = content };
        if (!dryRun)
        {
            request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        }

        return await client.SendAsync(request, Ct);
    }

    /// <summary>What a trial run tells.</summary>
    public static async Task<JsonElement> TryAsync(this HttpClient client, byte[] file, string type = "text/csv")
    {
        using var answer = await client.SendAsync(file, dryRun: true, type);
        return await JsonOf(answer);
    }

    /// <summary>Imports what must be sound, and gives the id.</summary>
    public static async Task<Guid> ImportAsync(this HttpClient client, byte[] file, string type = "text/csv")
    {
        using var answer = await client.SendAsync(file, dryRun: false, type);
        return (await JsonOf(answer)).GetProperty("importId").GetGuid();
    }

    /// <summary>The code of a refused import, and where in the file its first fault is.</summary>
    public static async Task<(string Code, string? Field, string Detail)> RefusedImportAsync(this HttpClient client, byte[] file)
    {
        using var answer = await client.SendAsync(file, dryRun: false);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.False(answer.IsSuccessStatusCode, problem.GetRawText());
        return (problem.Text("code"), problem.TryGetProperty("field", out var field) ? field.GetString() : null, problem.Text("detail"));
    }

    public static Task<HttpResponseMessage> ReviewAsync(
        this HttpClient client, Guid importId, string side, bool isApproved = true, params string[] rows) =>
        client.PostOnceAsync(
            $"/credits/imports/{importId}/reviews",
            new { reviewId = Guid.CreateVersion7(), side, isApproved, rows = rows.Length == 0 ? null : rows, note = "已核对台账、发票与出库单" },
            ct: Ct);

    /// <summary>An official of a county who imports nothing, and so reviews what others of the county have imported.</summary>
    public static HttpClient Reviewer(this ServiceUnderTest<CreditingDb> service, string region) =>
        service.Official(region, $"reviewer-{region}");

    /// <summary>Both counties approve everything of theirs.</summary>
    public static async Task ApproveAsync(this ServiceUnderTest<CreditingDb> service, Guid importId)
    {
        using var east = await service.Reviewer("330211").ReviewAsync(importId, "Facilitator");
        await JsonOf(east);
        using var west = await service.Reviewer("513430").ReviewAsync(importId, "Origin");
        await JsonOf(west);
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static Guid LineId(string documentNo, Guid? facilitator = null) =>
        Crediting.Domain.ImportRow.LineIdOf(facilitator ?? Hall, documentNo);
}
