using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class ProblemTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    [Theory]
    [InlineData("rule", 409, "already_confirmed", null)]
    [InlineData("not-found", 404, "thing_not_found", null)]
    [InlineData("invalid", 400, "unknown_product", "lines[2].productId")]
    [InlineData("forbidden", 403, "not_yours", null)]
    [InlineData("concurrency", 409, "changed_meanwhile", null)]
    [InlineData("busy", 503, "try_again", null)]
    [InlineData("nul", 400, "text_unreadable", null)]
    [InlineData("broken", 500, "internal_error", null)]
    [InlineData("cancelled", 500, "internal_error", null)]
    public async Task An_exception_becomes_a_problem_in_the_language_of_the_caller(string fault, int status, string code, string? field)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.SendAsync(
                Site.Request(HttpMethod.Get, $"/shop/faults/{fault}", Site.Purchaser, language: language), Ct);
            var problem = await Site.ProblemAsync(response, status, code, Ct, language);
            Assert.Equal(field, (string?)problem["field"]);
            Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gbk", 415)]
    [InlineData("utf-16", 415)]
    [InlineData("no-such", 415)]
    [InlineData("\"UTF-8\"", 400)]
    public async Task JSON_is_in_UTF_8(string charset, int status)
    {
        using var request = Site.Request(HttpMethod.Post, "/shop/things", Site.Purchaser, "{");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Content!.Headers.Remove("Content-Type");
        Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}"));

        using var response = await Site.SendAsync(request, Ct);

        await Site.ProblemAsync(response, status, status == 415 ? "charset_unsupported" : "json_malformed", Ct);
    }

    [Theory]
    [InlineData("{", "json_malformed", "$")]
    [InlineData("", "body_missing", null)]
    [InlineData("""{"lines":[{"productId":"0198c0de-0000-7000-8000-0000000000aa",}]}""", "json_malformed", "lines[0]")]
    [InlineData("null", "body_missing", null)]
    [InlineData("[1]", "json_wrong_type", "$")]
    [InlineData("""{"name":5}""", "json_wrong_type", "name")]
    [InlineData("""{"name":"\ud800"}""", "text_unreadable", "name")]
    [InlineData("""{"thingId":"zz"}""", "json_wrong_type", "thingId")]
    [InlineData("""{"on":"2026-13-01"}""", "json_wrong_type", "on")]
    [InlineData("""{"kind":"Tee"}""", "json_wrong_type", "kind")]
    [InlineData("""{"kind":"tea"}""", "json_wrong_type", "kind")]
    [InlineData("""{"kind":"Fruit, Tea"}""", "json_wrong_type", "kind")]
    [InlineData("""{"kind":2}""", "json_wrong_type", "kind")]
    [InlineData(
        """{"lines":[{"productId":"0198c0de-0000-7000-8000-0000000000aa","quantity":1.5}]}""", "json_wrong_type", "lines[0].quantity")]
    [InlineData(
        """{"lines":[{"productId":"0198c0de-0000-7000-8000-0000000000aa","quantity":"1.2345"}]}""", "json_wrong_type", "lines[0].quantity")]
    [InlineData("""{"lines":[{"productId":"0198c0de-0000-7000-8000-0000000000aa"}]}""", "field_missing", "lines[0].quantity")]
    [InlineData("""{"lines":[null]}""", "field_missing", "lines[0]")]
    [InlineData("""{"name":null}""", "field_missing", "name")]
    [InlineData("""{"lines":null}""", "field_missing", "lines")]
    [InlineData("""{"colour":"red"}""", "field_unknown", "colour")]
    [InlineData("""{"Name":"Tea"}""", "field_unknown", "Name")]
    [InlineData("""{"lines":[{"weight":1}]}""", "field_unknown", "lines[0].weight")]
    [InlineData("""{"name":"a","name":"b"}""", "field_repeated", "name")]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_place(string json, string code, string? field)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.PlaceAsync(json, Ct, language: language);
            var problem = await Site.ProblemAsync(response, 400, code, Ct, language);
            Assert.Equal(field, (string?)problem["field"]);
            if (language == "zh")
            {
                Assert.DoesNotMatch("[A-Za-z]+ [a-z]+ [a-z]+", (string?)problem["detail"]);
            }
        }
    }

    [Theory]
    [InlineData("""{"on":"2026-02-30"}""", "yyyy-MM-dd")]
    [InlineData("""{"on":5}""", "yyyy-MM-dd")]
    [InlineData("""{"thingId":null}""", "UUID")]
    [InlineData("""{"thingId":"zz"}""", "UUID")]
    [InlineData("""{"name":5}""", "文本")]
    [InlineData("""{"lines":5}""", "列表")]
    public async Task A_value_that_cannot_be_read_is_told_what_it_should_look_like(string json, string expected)
    {
        using var response = await Site.PlaceAsync(json, Ct);
        var problem = await Site.ProblemAsync(response, 400, "json_wrong_type", Ct);
        Assert.Contains(expected, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"colour":"red"}""", "此处可用：thingId、unitId、name、kind、lines、note、on。",
        "Here there are thingId, unitId, name, kind, lines, note, on.")]
    [InlineData("""{"lines":[{"weight":1}]}""", "此处可用：productId、quantity。", "Here there are productId, quantity.")]
    public async Task A_field_that_is_not_there_is_answered_with_those_that_are(string json, string zh, string en)
    {
        foreach (var (language, known) in new[] { ("zh", zh), ("en", en) })
        {
            using var response = await Site.PlaceAsync(json, Ct, language: language);
            var problem = await Site.ProblemAsync(response, 400, "field_unknown", Ct, language);
            Assert.EndsWith(known, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused_as_text_that_cannot_be_read()
    {
        using var request = Site.Request(HttpMethod.Post, "/shop/things", Site.Purchaser, "{}");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Content = new ByteArrayContent([.. "{\"name\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]);
        request.Content.Headers.ContentType = new("application/json");
        using var response = await Site.SendAsync(request, Ct);
        var problem = await Site.ProblemAsync(response, 400, "text_unreadable", Ct);
        Assert.Equal("name", (string?)problem["field"]);
    }

    [Fact]
    public async Task All_missing_fields_are_told_at_once()
    {
        using var response = await Site.PlaceAsync("""{"name":"Tea","kind":"Tea"}""", Ct);
        var problem = await Site.ProblemAsync(response, 400, "field_missing", Ct);
        Assert.Equal("thingId", (string?)problem["field"]);
        Assert.Equal(["thingId", "unitId", "lines"], problem["errors"]!.AsArray().Select(e => (string?)e!["field"]));
        Assert.All(problem["errors"]!.AsArray(), e => Assert.Equal("field_missing", (string?)e!["code"]));
    }

    [Fact]
    public async Task A_value_that_its_converter_refuses_is_told_in_the_words_of_the_converter()
    {
        using var response = await Site.PlaceAsync(
            """{"lines":[{"productId":"0198c0de-0000-7000-8000-0000000000aa","quantity":"1.2345"}]}""", Ct, language: "en");
        var problem = await Site.ProblemAsync(response, 400, "json_wrong_type", Ct, "en");
        Assert.Contains("at most three decimal places", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_that_a_request_finds_in_itself_is_told_at_once()
    {
        var json = Site.Thing(Guid.Empty, name: "  ", more: ""","note":"far too long" """).Replace("1.5", "10", StringComparison.Ordinal);
        using var chinese = await Site.PlaceAsync(json, Ct);
        var problem = await Site.ProblemAsync(chinese, 400, "id_empty", Ct);
        Assert.Equal("thingId", (string?)problem["field"]);
        Assert.Equal(
            ["thingId id_empty", "name text_blank", "note text_too_long", "lines[0].quantity out_of_range"],
            problem["errors"]!.AsArray().Select(e => $"{e!["field"]} {e["code"]}"));
        using var english = await Site.PlaceAsync(json, Ct, language: "en");
        problem = await Site.ProblemAsync(english, 400, "id_empty", Ct, "en");
        Assert.Equal("It must be between 1 and 9000.", (string?)problem["errors"]![3]!["message"]);
    }

    [Theory]
    [InlineData("/shop/things/abc", "parameter_invalid", "thingId")]
    [InlineData("/shop/things?size=many", "parameter_invalid", "size")]
    [InlineData("/shop/things?size=0", "out_of_range", "size")]
    [InlineData("/shop/things?size=201", "out_of_range", "size")]
    [InlineData("/shop/things?kind=Tee", "parameter_invalid", "kind")]
    [InlineData("/shop/things?kind=77", "parameter_invalid", "kind")]
    [InlineData("/shop/things?after=nonsense!", "cursor_invalid", "after")]
    [InlineData("/shop/things?after=bm9uc2Vuc2U", "cursor_invalid", "after")]
    [InlineData("/shop/things?after=WyJhIiwiYiJd", "cursor_invalid", "after")]
    [InlineData("/shop/things?after=W251bGxd", "cursor_invalid", "after")]
    [InlineData("/shop/things?after=WyJcdTAwMDAiXQ", "cursor_invalid", "after")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string code, string field)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, path, Site.Purchaser, language: language), Ct);
            var problem = await Site.ProblemAsync(response, 400, code, Ct, language);
            Assert.Equal(field, (string?)problem["field"]);
        }
    }

    [Theory]
    [InlineData("GET", "/shop/nowhere", 404, "not_found")]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("DELETE", "/shop/things", 405, "method_not_allowed")]
    public async Task What_does_not_exist_is_a_problem_too(string method, string path, int status, string code)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.SendAsync(Site.Request(new HttpMethod(method), path, Site.Purchaser, language: language), Ct);
            await Site.ProblemAsync(response, status, code, Ct, language);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Another_kind_of_body_than_JSON_is_refused(string type)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var request = Site.Request(HttpMethod.Post, "/shop/things", Site.Purchaser, language: language);
            request.Headers.Add("Idempotency-Key", "k");
            request.Content = new StringContent(Site.Thing(), Encoding.UTF8, type);
            using var response = await Site.SendAsync(request, Ct);
            await Site.ProblemAsync(response, 415, "media_type_unsupported", Ct, language);
        }
    }

    [Theory]
    [InlineData(true, 50_000_000)]
    [InlineData(false, 1_048_600)]
    public async Task A_body_that_is_too_large_is_refused_whether_its_length_is_told_or_not(bool tellsLength, int length)
    {
        foreach (var path in (string[])["/shop/things", $"/shop/things/{Site.Unit}"])
        {
            var request = Site.Request(path == "/shop/things" ? HttpMethod.Post : HttpMethod.Put, path, Site.Purchaser);
            request.Headers.Add("Idempotency-Key", "k");
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
            request.Headers.ExpectContinue = true;
            request.Headers.TransferEncodingChunked = !tellsLength;
            request.Content = new StringContent("{\"name\":\"" + new string('a', length), Encoding.UTF8, "application/json");
            using var response = await Site.SendAsync(request, Ct);
            await Site.ProblemAsync(response, 413, "body_too_large", Ct);
        }
    }

    [Theory]
    [InlineData("fr", "zh")]
    [InlineData("fr, en;q=0.5", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("zh-Hans-CN", "zh")]
    [InlineData("en;q=0.2, zh;q=0.9", "zh")]
    public async Task The_language_is_the_best_of_those_the_caller_reads(string accepted, string language)
    {
        using var response = await Site.SendAsync(
            Site.Request(HttpMethod.Get, "/shop/faults/rule", Site.Purchaser, language: accepted), Ct);
        await Site.ProblemAsync(response, 409, "already_confirmed", Ct, language);
    }

    [Fact]
    public async Task Chinese_is_readable_on_the_wire()
    {
        using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/faults/rule", Site.Purchaser), Ct);
        Assert.Contains("订单已确认。", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        var id = Guid.CreateVersion7();
        using var first = await Site.PlaceAsync(Site.Thing(id), Ct);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var second = await Site.PlaceAsync(Site.Thing(id), Ct);
        await Site.ProblemAsync(second, 409, "already_exists", Ct);
    }

    [Fact]
    public async Task Every_answer_carries_security_headers()
    {
        foreach (var path in (string[])["/shop/caller", "/shop/faults/broken", "/nowhere"])
        {
            using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, path, Site.Purchaser), Ct);
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Numbers_and_days_do_not_follow_the_language()
    {
        using var response = await Site.PlaceAsync(Site.Thing(more: ""","on":"2026-11-05" """), Ct, language: "en");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("Tea", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["kind"]);
    }
}
