using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>The HTTP surface of Crediting as the cases use it: every path and every JSON name that they know is in this file.</summary>
public sealed class CreditingHttp(Func<string, HttpClient> official)
{
    public static string Progress(string month, string view) => $"/credits/reports/pairing-progress?month={month}&view={view}&size=200";

    public static string Entries(Guid lineId) => $"/credits/entries?lineId={lineId}&size=200";

    public static string Sale(Guid lineId) => $"/credits/sales/{lineId}";

    public static string OpenHolds => "/credits/holds?state=Open&size=200";

    public static string Periods => "/credits/periods";

    public static string Corrections => "/credits/corrections?size=200";

    public static string Measures => "/credits/measures?size=200";

    public static string Closing(string month) => $"/credits/periods/{month}/closing";

    public static string Report(string name, string month, string? view, string? measure, string? knownAt, string? region)
    {
        (string Name, string? Value)[] questions =
            [("month", month), ("view", view), ("measure", measure), ("knownAt", knownAt), ("region", region)];
        var asked = questions.Where(question => question.Value is not null)
            .Select(question => $"{question.Name}={Uri.EscapeDataString(question.Value!)}");
        var by = name == "dependence" ? "&by=Supplier" : "";
        return $"/credits/reports/{name}?{string.Join('&', asked)}&size=200{by}";
    }

    /// <summary>How flags and modes are written in the cases.</summary>
    public static string Word(string name) => name switch
    {
        "AutoAccepted" => "Auto",
        "DirectPurchase" => "Direct",
        "AssistedSale" => "Assisted",
        _ => name,
    };

    public static object Close() => new { document = "关账通知1号" };

    public static object Decide(string note) => new { note };

    public static object DecideHold(string note) => new { note, document = "核查报告1号" };

    public static object Void(Guid lineId, int acceptanceNo) =>
        new { voidId = Guid.CreateVersion7(), lineId, acceptanceNo, reason = "虚假交易", document = "核查报告1号" };

    public static object Correct(Guid lineId, int acceptanceNo, int shareNo, string? origin, string? unitRegion) => new
    {
        correctionId = Guid.CreateVersion7(),
        lineId,
        acceptanceNo,
        shareNo,
        originRegionId = origin,
        unitRegionId = unitRegion,
        reason = "登记有误",
        document = "更正文件1号",
    };

    public static object Suspect(Guid? supplierId, Guid? unitId, string from) =>
        new { suspicionId = Guid.CreateVersion7(), supplierId, unitId, from, reason = "举报核查" };

    public static object RuleSet(int version, string from, IReadOnlyDictionary<string, string> parameters) => new
    {
        version,
        effectiveFrom = from,
        parameters = parameters.ToDictionary(pair => pair.Key, pair => Value(pair.Value)),
        document = "规则修订文件1号",
    };

    public static object Benchmark(string price, string from) => new { price, validFrom = from, document = "价格监测表1号" };

    public static object Measure(string kind, long amountFen, string date, string? east, string? west) => new
    {
        measureId = Guid.CreateVersion7(),
        kind,
        amountFen,
        date,
        eastRegionId = east,
        westRegionId = west,
        document = "签约仪式纪要1号",
    };

    public static object Review(string side, bool isApproved) => new { reviewId = Guid.CreateVersion7(), side, isApproved, note = "县级审核" };

    /// <summary>The columns of a ledger of assisted sales that the cases fill in.</summary>
    public static IReadOnlyList<string> ImportColumns { get; } =
    [
        "帮销主体", "供应商", "产品名称", "产品类别", "加工程度", "认定编号", "认定有效期起", "认定有效期止", "产地县代码", "数量", "计量单位", "每单位克数",
        "金额（元）", "成交日期", "采购方", "收货地代码", "发票号码", "发票总额（元）", "帮销证明材料", "单据号",
    ];

    public static string Import(string name) => $"/credits/imports?dryRun=false&fileName={Uri.EscapeDataString($"{name}.csv")}";

    public static string ImportRows(Guid importId) => $"/credits/imports/{importId}/rows?size=200";

    /// <summary>An official of the nation, who is above all sides and reads everything.</summary>
    public HttpClient Nationwide => official("nation");

    /// <summary>Somebody else than <see cref="Nationwide"/>: whoever proposed a correction does not decide it (CR-19).</summary>
    public HttpClient SecondOfficial => official("nation too");

    /// <summary>The answer to a question that must be answered.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        using var response = await Nationwide.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await BodyAsync(path, response, ct);
    }

    /// <summary>Asks, and returns the code of the refusal; null when it was answered.</summary>
    public async Task<string?> AskAsync(string path, CancellationToken ct)
    {
        using var response = await Nationwide.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await RefusalAsync(response, ct);
    }

    /// <summary>Posts, and returns the code of the refusal with its body; no code when it was taken.</summary>
    public Task<(string? Code, JsonElement Body)> PostAsync(string path, object body, CancellationToken ct) =>
        PostAsync(Nationwide, path, body, ct);

    public static async Task<(string? Code, JsonElement Body)> PostAsync(HttpClient by, string path, object body, CancellationToken ct)
    {
        using var response = await by.PostOnceAsync(path, body, ct: ct);
        return (await RefusalAsync(response, ct), await ReadAsync(response, ct));
    }

    /// <summary>Sends a table as a file.</summary>
    public async Task<(string? Code, JsonElement Body)> PostCsvAsync(string path, string table, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(table, System.Text.Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await Nationwide.SendAsync(request, ct);
        return (await RefusalAsync(response, ct), await ReadAsync(response, ct));
    }

    /// <summary>The decisions of a sale, share by share and scheme by scheme, with the net amount of the share.</summary>
    public static IEnumerable<SaleDecision> Decisions(JsonElement sale)
    {
        foreach (var share in sale.GetProperty("acceptances").EnumerateArray())
        {
            var facts = share.GetProperty("facts");
            yield return Decision(
                share, facts.GetProperty("shareNo").GetInt32(), facts.GetProperty("amounts").GetProperty("amountFen").GetInt64());
        }
    }

    static SaleDecision Decision(JsonElement share, int number, long amountFen) => new(
        number,
        share.GetProperty("outcome").GetString()!,
        amountFen,
        share.GetProperty("decisions").EnumerateArray().ToDictionary(
            decision => (
                Enum.Parse<Scheme>(decision.GetProperty("scheme").GetString()!),
                Enum.Parse<PairingTier>(decision.GetProperty("tier").GetString()!)),
            decision => (decision.GetProperty("outcome").GetString()!, decision.GetProperty("reason").GetString()!)));

    static object Value(string text) =>
        bool.TryParse(text, out var truth) ? truth
        : decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : text;

    static async Task<string?> RefusalAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        var body = await ReadAsync(response, ct);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code)
            ? code.GetString()
            : $"{(int)response.StatusCode}";
    }

    static async Task<JsonElement> BodyAsync(string path, HttpResponseMessage response, CancellationToken ct) =>
        response.IsSuccessStatusCode
            ? await ReadAsync(response, ct)
            : throw new CaseFailedException($"GET {path}", "an answer", $"{(int)response.StatusCode} {await RefusalAsync(response, ct)}");

    static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

/// <summary>What became of a share of a sale.</summary>
/// <param name="ShareNo">From 1.</param>
/// <param name="Outcome">Of the share as a whole.</param>
/// <param name="AmountFen">Its net amount.</param>
/// <param name="Tiers">Outcome and reason, by scheme and tier.</param>
public sealed record SaleDecision(
    int ShareNo, string Outcome, long AmountFen,
    IReadOnlyDictionary<(Scheme Scheme, PairingTier Tier), (string Outcome, string Reason)> Tiers);
