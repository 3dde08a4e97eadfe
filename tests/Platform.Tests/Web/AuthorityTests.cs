using System.Net;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>What a caller may decide: its office says it, never what it sees.</summary>
public sealed class AuthorityTests(SharedSite shared) : IClassFixture<SharedSite>
{
    const string Zhejiang = "/330000/";
    const string Ningbo = "/330000/330200/";
    const string Zhenhai = "/330000/330200/330211/";
    const string Jinyang = "/510000/513400/513430/";

    static readonly Guid Unit = Guid.Parse("0198c0de-0000-7000-8000-0000000000aa");
    static readonly Matter Pairing = new([new("east", Zhenhai), new("west", Jinyang)], OfficialTier.County);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static Caller Nation => new() { Subject = "nation", Role = "official", Tier = OfficialTier.Nation, SeesAll = true };

    [Theory]
    [InlineData("330211", OfficialTier.County, Zhenhai, true)]
    [InlineData("330200", OfficialTier.City, Zhenhai, true)]
    [InlineData("330000", OfficialTier.Province, Zhenhai, true)]
    [InlineData("330211", OfficialTier.County, Ningbo, false)]
    [InlineData("330212", OfficialTier.County, Zhenhai, false)]
    [InlineData("3302", OfficialTier.County, Zhenhai, false)]
    [InlineData("510000", OfficialTier.Province, Zhejiang, false)]
    public void An_official_decides_for_its_region_and_those_below(string region, OfficialTier tier, string path, bool isGranted)
    {
        var authority = Of(Official(region, tier));
        if (isGranted)
        {
            authority.Require(path);
        }
        else
        {
            Assert.Equal("not_your_region", Assert.Throws<ForbiddenException>(() => authority.Require(path)).Code);
        }
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("operator")]
    [InlineData("purchaser")]
    [InlineData("supplier")]
    public void Who_is_no_official_decides_for_no_region_whatever_it_sees(string role)
    {
        var authority = Of(new Caller { Subject = "x", Role = role, Region = "330211", Org = Unit, SeesAll = true });
        Assert.Equal("not_your_region", Assert.Throws<ForbiddenException>(() => authority.Require(Zhenhai)).Code);
        Assert.Equal("not_national", Assert.Throws<ForbiddenException>(authority.RequireNation).Code);
        Assert.Equal("not_your_region", Assert.Throws<ForbiddenException>(() => authority.SidesOf(Pairing)).Code);
    }

    [Fact]
    public void The_system_decides_nothing() =>
        Assert.Equal("not_your_region", Assert.Throws<ForbiddenException>(() => Of(Caller.System).Require(Zhenhai)).Code);

    [Fact]
    public void One_side_speaks_for_itself_and_what_is_above_both_for_both()
    {
        Assert.Equal(["east"], NamesOf(Official("330211", OfficialTier.County)));
        Assert.Equal(["east"], NamesOf(Official("330000", OfficialTier.Province)));
        Assert.Equal(["west"], NamesOf(Official("513400", OfficialTier.City)));
        Assert.Equal(["east", "west"], NamesOf(Nation));

        static IEnumerable<string> NamesOf(Caller caller) => Of(caller).SidesOf(Pairing).Select(side => side.Name);
    }

    [Fact]
    public void An_organisation_speaks_for_itself_and_so_does_the_authority_of_its_region()
    {
        var matter = new Matter([new("unit", Zhenhai, Unit), new("county", Jinyang)]);
        Assert.Equal("unit", Of(new Caller { Subject = "x", Role = "purchaser", Org = Unit }).SidesOf(matter).Single().Name);
        Assert.Equal("unit", Of(Official("330211", OfficialTier.County)).SidesOf(matter).Single().Name);
        Assert.Throws<ForbiddenException>(
            () => Of(new Caller { Subject = "x", Role = "purchaser", Org = Guid.CreateVersion7() }).SidesOf(matter));
    }

    [Fact]
    public void A_matter_of_a_tier_takes_an_official_of_it_or_above()
    {
        var matter = Pairing with { Tier = OfficialTier.City };
        Assert.Equal(
            "tier_too_low",
            Assert.Throws<ForbiddenException>(() => Of(Official("330211", OfficialTier.County)).SidesOf(matter)).Code);
        Assert.Single(Of(Official("330200", OfficialTier.City)).SidesOf(matter));
        Assert.Single(Of(Official("330000", OfficialTier.Province)).SidesOf(matter));
        Assert.Equal(2, Of(Nation).SidesOf(matter).Count);
    }

    [Fact]
    public void What_takes_all_sides_is_not_decided_by_one()
    {
        Assert.Equal(
            "one_side_only",
            Assert.Throws<ForbiddenException>(() => Of(Official("330211", OfficialTier.County)).RequireAll(Pairing)).Code);
        Of(Nation).RequireAll(Pairing);
        Of(Official("330200", OfficialTier.City)).RequireAll(new([new("from", Zhenhai), new("to", "/330000/330200/330212/")]));
    }

    [Fact]
    public async Task Only_the_nation_does_what_is_the_nation_s()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            using var refused = await PostAsync("national", TestTokens.For("official", region: "330000", tier: "Province"), language);
            await Site.ProblemAsync(refused, 403, "not_national", Ct, language);
        }

        using var done = await PostAsync("national", TestTokens.For("official", tier: "Nation"));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_told_in_both_languages()
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var path = $"regional?path={Uri.EscapeDataString(Zhenhai)}";
            using var stranger = await PostAsync(path, TestTokens.For("official", region: "510000", tier: "Province"), language);
            await Site.ProblemAsync(stranger, 403, "not_your_region", Ct, language);
            using var low = await PostAsync(path, TestTokens.For("official", region: "330211", tier: "County"), language);
            await Site.ProblemAsync(low, 403, "tier_too_low", Ct, language);
            using var purchaser = await PostAsync(path, TestTokens.For("purchaser", region: "330200", tier: "City"), language);
            await Site.ProblemAsync(purchaser, 403, "not_your_region", Ct, language);
            using var done = await PostAsync(path, TestTokens.For("official", region: "330200", tier: "City"), language);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }
    }

    [Fact]
    public async Task A_command_that_does_not_ask_for_the_authority_that_it_declares_fails()
    {
        using var response = await PostAsync("unasked", TestTokens.For("official", tier: "Nation"));
        await Site.ProblemAsync(response, 500, "internal_error", Ct);
    }

    static Authority Of(Caller caller) => new(new CallerHolder { Current = caller });

    static Caller Official(string region, OfficialTier tier) => new() { Subject = "x", Role = "official", Region = region, Tier = tier };

    Task<HttpResponseMessage> PostAsync(string path, string token, string language = "zh") =>
        shared.Site.SendAsync(Site.Request(HttpMethod.Post, $"/shop/decisions/{path}", token, language: language), Ct);
}
