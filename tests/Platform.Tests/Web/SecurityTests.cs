using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class SecurityTests(SharedSite shared) : IClassFixture<SharedSite>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Site Site => shared.Site;

    public static TheoryData<string, string> BadTokens => new()
    {
        { "none", "token_missing" },
        { "expired", "token_expired" },
        { "within the skew of the clocks", "" },
        { "garbage", "token_invalid" },
        { "signed by another", "token_invalid" },
        { "unsigned", "token_invalid" },
        { "for another audience", "token_invalid" },
        { "without subject", "token_invalid" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Only_a_valid_token_lets_in(string kind, string code)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var foreign = RSA.Create(2048);
        var token = kind switch
        {
            "none" => null,
            "expired" => TestTokens.For("purchaser", expires: now.AddSeconds(-45)),
            "within the skew of the clocks" => TestTokens.For("purchaser", expires: now.AddSeconds(-5)),
            "garbage" => "a.b.c",
            "signed by another" => Signed(new SigningCredentials(new RsaSecurityKey(foreign), SecurityAlgorithms.RsaSha256)),
            "unsigned" => Signed(null),
            "for another audience" => TestTokens.For("purchaser").Split('.') is [var head, _, var tail]
                ? $"{head}.{Base64UrlEncoder.Encode("""{"sub":"x","aud":"y"}""")}.{tail}"
                : "",
            "without subject" => TestTokens.For("purchaser", subject: ""),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", token, language: language), Ct);
            if (code.Length == 0)
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                continue;
            }

            await Site.ProblemAsync(response, 401, code, Ct, language);
            Assert.Contains("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        string Signed(SigningCredentials? credentials) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = TestTokens.Issuer,
            Audience = TestTokens.Audience,
            Subject = new ClaimsIdentity([new Claim("sub", "mallory"), new Claim("role", "operator")]),
            Expires = now.AddHours(1).UtcDateTime,
            SigningCredentials = credentials,
        });
    }

    [Theory]
    [InlineData("/shop/things")]
    [InlineData("/shop/nowhere")]
    [InlineData("/nowhere")]
    public async Task Without_a_token_nobody_learns_what_exists(string path)
    {
        using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, path, null), Ct);
        await Site.ProblemAsync(response, 401, "token_missing", Ct);
    }

    [Fact]
    public async Task The_wrong_role_is_told_the_right_ones()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.PlaceAsync(Site.Thing(), Ct, language: language, token: TestTokens.For("auditor"));
            var problem = await Site.ProblemAsync(response, 403, "role_not_allowed", Ct, language);
            Assert.Contains("purchaser, official", (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_operator_is_not_everybody()
    {
        using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/roleless", TestTokens.For("operator")), Ct);
        await Site.ProblemAsync(response, 403, "role_not_allowed", Ct);
        using var approver = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/roleless", TestTokens.For("approver")), Ct);
        Assert.Equal(HttpStatusCode.OK, approver.StatusCode);
    }

    [Theory]
    [InlineData("role_missing", "", null, null, null)]
    [InlineData("one_role_a_token", "official auditor", null, "330200", "City")]
    [InlineData("one_role_a_token", "purchaser approver", "0198c0de-0000-7000-8000-0000000000aa", null, null)]
    [InlineData("one_role_a_token", "official official", null, "330200", "City")]
    [InlineData("role_unknown", "emperor", null, null, null)]
    [InlineData("role_unknown", "Official", null, "330200", "City")]
    [InlineData("org_missing", "purchaser", null, null, null)]
    [InlineData("org_missing", "approver", null, null, null)]
    [InlineData("org_missing", "supplier", null, null, null)]
    [InlineData("org_missing", "carrier", null, null, null)]
    [InlineData("tier_missing", "official", null, "330200", null)]
    [InlineData("tier_missing", "official", null, "330200", "Village")]
    [InlineData("tier_missing", "official", null, "330200", "2")]
    [InlineData("tier_missing", "official", null, "330200", "city")]
    [InlineData("region_missing", "official", null, null, "County")]
    [InlineData("region_missing", "official", null, "", "County")]
    [InlineData("region_missing", "official", null, "%", "County")]
    [InlineData("region_missing", "official", null, "_", "County")]
    [InlineData("region_missing", "official", null, "330200/", "County")]
    [InlineData("region_missing", "official", null, "0123456789012345678901234567890123456789x", "County")]
    public async Task A_token_that_is_not_for_one_duty_is_refused(string code, string roles, string? org, string? region, string? tier)
    {
        var token = TestTokens.Of(roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), org, region, tier);
        foreach (var language in (string[])["zh", "en"])
        {
            using var reading = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", token, language: language), Ct);
            await Site.ProblemAsync(reading, 403, code, Ct, language);
            using var deciding = await Site.PlaceAsync(Site.Thing(), Ct, language: language, token: token);
            await Site.ProblemAsync(deciding, 403, code, Ct, language);
        }
    }

    [Fact]
    public async Task A_subject_that_no_column_could_hold_is_refused()
    {
        var token = TestTokens.Of(["auditor"], subject: new string('x', 101));
        foreach (var language in (string[])["zh", "en"])
        {
            using var response = await Site.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", token, language: language), Ct);
            await Site.ProblemAsync(response, 403, "subject_too_long", Ct, language);
        }

        using var longest = await Site.SendAsync(
            Site.Request(HttpMethod.Get, "/shop/caller", TestTokens.Of(["auditor"], subject: new string('x', 100))), Ct);
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
    }

    [Theory]
    [InlineData("auditor", null, null, null)]
    [InlineData("operator", null, null, null)]
    [InlineData("official", null, "330200", "City")]
    [InlineData("official", null, null, "Nation")]
    [InlineData("supplier", "0198c0de-0000-7000-8000-0000000000aa", null, null)]
    public async Task A_token_for_one_duty_is_let_in(string role, string? org, string? region, string? tier)
    {
        using var response = await Site.SendAsync(
            Site.Request(HttpMethod.Get, "/shop/caller", TestTokens.Of([role], org, region, tier)), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_acts_for_another_organisation_but_officials_whom_the_command_asks()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var stranger = await Site.PlaceAsync(
                Site.Thing(), Ct, language: language, token: TestTokens.For("purchaser", org: Guid.CreateVersion7()));
            await Site.ProblemAsync(stranger, 403, "not_your_organisation", Ct, language);
        }

        using var keeper = await Site.PlaceAsync(Site.Thing(), Ct, token: TestTokens.For("operator"));
        await Site.ProblemAsync(keeper, 403, "role_not_allowed", Ct);
        using var official = await Site.PlaceAsync(Site.Thing(), Ct, token: TestTokens.For("official"));
        Assert.Equal(HttpStatusCode.Created, official.StatusCode);
    }

    [Fact]
    public async Task What_a_token_says_beyond_its_duty_says_nothing()
    {
        var org = Site.Unit.ToString();
        var official = await Site.GetJsonAsync("/shop/caller", TestTokens.Of(["official"], org, "330200", "City"), Ct);
        var purchaser = await Site.GetJsonAsync("/shop/caller", TestTokens.Of(["purchaser"], org, "330200", "Nation"), Ct);

        Assert.Equal((null, "330200", "City"), ((string?)official["org"], (string?)official["region"], (string?)official["tier"]));
        Assert.Equal((org, null, null), ((string?)purchaser["org"], (string?)purchaser["region"], (string?)purchaser["tier"]));
        Assert.False((bool)purchaser["seesAll"]!);
    }

    [Fact]
    public async Task The_caller_is_who_the_token_says()
    {
        var caller = await Site.GetJsonAsync("/shop/caller", TestTokens.For("purchaser", org: Site.Unit, subject: "wang"), Ct);
        Assert.Equal("wang", (string?)caller["subject"]);
        Assert.Equal("purchaser", (string?)caller["role"]);
        Assert.Equal(Site.Unit.ToString(), (string?)caller["org"]);
        Assert.False((bool?)caller["seesAll"]);
        Assert.Null(caller["segment"]);
    }

    [Theory]
    [InlineData("official", "Nation", "100000", true, null)]
    [InlineData("official", "City", "330200", false, "/330200/")]
    [InlineData("official", "City", null, false, null)]
    [InlineData("purchaser", "City", "330200", false, null)]
    [InlineData("auditor", null, null, true, null)]
    [InlineData("operator", null, null, true, null)]
    public void What_a_caller_sees_follows_from_role_and_tier(string role, string? tier, string? region, bool seesAll, string? segment)
    {
        var caller = Caller.From(User([
            ("sub", "x"),
            ("role", role),
            .. tier is null ? [] : new[] { ("tier", tier) },
            .. region is null ? [] : new[] { ("region", region) }]));
        Assert.Equal(seesAll, caller.SeesAll);
        Assert.Equal(segment, caller.Segment);
    }

    [Fact]
    public void Nobody_sees_nothing_and_the_system_everything()
    {
        Assert.Equal(Caller.Nobody, Caller.From(new ClaimsPrincipal(new ClaimsIdentity())));
        Assert.False(Caller.Nobody.SeesAll);
        Assert.Null(Caller.Nobody.Org);
        Assert.Null(Caller.Nobody.Segment);
        Assert.True(Caller.System.SeesAll);
        Assert.Equal(Caller.Nobody, new CallerHolder().Current);
    }

    [Fact]
    public async Task A_caller_who_asks_too_often_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        await using var site = await Site.StartAsync(settings: new Dictionary<string, string?> { ["Web:RequestsPerSecond"] = "3" });
        foreach (var language in (string[])["zh", "en"])
        {
            HttpResponseMessage? refused = null;
            for (var i = 0; i < 50 && refused is null; i++)
            {
                var response = await site.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", Site.Purchaser, language: language), Ct);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    response.Dispose();
                }
                else
                {
                    refused = response;
                }
            }

            await Site.ProblemAsync(refused!, 429, "too_many_requests", Ct, language);
            Assert.Equal(TimeSpan.FromSeconds(1), refused!.Headers.RetryAfter?.Delta);
            refused.Dispose();
        }

        using var other = await site.SendAsync(
            Site.Request(HttpMethod.Get, "/shop/caller", TestTokens.For("purchaser", subject: "another")), Ct);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync("/health/live", Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task An_endpoint_that_does_not_say_who_may_call_it_stops_the_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var site = await Site.StartAsync(
                map: app => app.MapService("shop", "Shop").MapGet("/open", () => TypedResults.Ok()).WithName("Open"));
            await site.Http.GetAsync("/shop/open", Ct);
        });
        Assert.Contains("does not say who may call it", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_does_not_say_on_whose_authority_it_acts_stops_the_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var site = await Site.StartAsync(
                map: app => app.MapService("shop", "Shop").MapDelete("/all", () => TypedResults.Ok()).WithName("All").ForEveryRole());
            await site.Http.GetAsync("/shop/all", Ct);
        });
        Assert.Contains("does not say on whose authority it acts", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_issuer_nothing_starts_and_the_reason_is_told()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0" });
        builder.AddWebDefaults("shop");
        await using var app = builder.Build();
        var failure = Assert.Throws<OptionsValidationException>(app.UseWebDefaults);
        Assert.Contains("Auth:Authority", failure.Message, StringComparison.Ordinal);
    }

    static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value)), "test"));
}
