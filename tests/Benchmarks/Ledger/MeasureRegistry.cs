using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.PurchasingUnits;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Npgsql;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>How long tables of the registry take: units with their places, then their quota plans, new and sent again.</summary>
static class MeasureRegistry
{
    static readonly string[] Counties = ["110106", "513322", "513432", "610323", "330211", "513430"];

    public static async Task RunAsync(string database, int rows, CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(database) { Database = "registry" }.ConnectionString;
        await LedgerUnderLoad.CreateAsync(own, ct);
        await using var service = await ServiceUnderTest<UnitsDb>.StartOnAsync(
            own, "PurchasingUnits", PurchasingUnitsService.Name, host => host.AddPurchasingUnits(), app => app.MapPurchasingUnits(),
            ct: ct);
        using var http = service.Client(Roles.Official, tier: "Nation");
        http.Timeout = TimeSpan.FromHours(1);
        Guid[] ids = [.. Enumerable.Range(0, rows).Select(_ => Guid.CreateVersion7())];
        // The runtime compiles what it runs often.
        await ImportAsync(http, "units", Units([.. Enumerable.Range(0, 1_000).Select(_ => Guid.CreateVersion7())]), null, ct);
        await ImportAsync(http, "units", Units(ids), $"registry: {rows} units, new", ct);
        await ImportAsync(http, "units", Units(ids), $"registry: {rows} units, unchanged", ct);
        await ImportAsync(http, "quota-plans", Plans(ids), $"registry: {rows} quota plans, new", ct);
        await ImportAsync(http, "facilitators", Facilitators(rows), $"registry: {rows} facilitators, new", ct);
    }

    static async Task ImportAsync(HttpClient http, string kind, string table, string? what, CancellationToken ct)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(table));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/units/imports/{kind}") { Content = content };
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var watch = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode || !JsonElement.Parse(text).GetProperty("isApplied").GetBoolean())
        {
            throw new InvalidOperationException($"{kind}: {text[..Math.Min(text.Length, 2_000)]}");
        }

        if (what is not null)
        {
            LedgerUnderLoad.Tell(what, watch.Elapsed.TotalSeconds, "s", "< 5 s for 10,000");
        }
    }

    static string Units(Guid[] ids) => "单位标识,单位名称,单位类型,上级单位标识,协作定点单位,归属地,预算级次,食堂\r\n" + string.Join("\r\n", ids.Select(
        (id, at) => string.Create(
            CultureInfo.InvariantCulture,
            $"{id},单位{at},机关,{(at % 10 == 0 ? "" : ids[at - (at % 10)])},否,2020-01-01 {Counties[at % Counties.Length]},市级,2020-01-01 自办")));

    static string Plans(Guid[] ids) => "单位标识,年度,年度采购计划（元）,预留金额（元）\r\n"
        + string.Join("\r\n", ids.Select(id => $"{id},2026,100000,20000"));

    static string Facilitators(int rows) => "帮销主体标识,名称,类型,注册地\r\n" + string.Join("\r\n", Enumerable.Range(0, rows).Select(
        at => string.Create(
            CultureInfo.InvariantCulture, $"{Guid.CreateVersion7()},专馆{at},展销馆,2020-01-01 {Counties[at % Counties.Length]}")));
}
