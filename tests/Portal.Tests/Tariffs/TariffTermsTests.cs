using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;
using Marketplace.Portal.Tariffs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Marketplace.Portal.Tests.Tariffs;

/// <summary>From when to when a tariff stands: its last day is named, whichever of its two ends comes first.</summary>
public sealed class TariffTermsTests
{
    [Theory]
    [InlineData(null, null, "2026-03-01 起")]
    [InlineData("2026-03-31", null, "2026-03-01 至 2026-03-31")]
    [InlineData(null, "2026-03-11", "2026-03-01 至 2026-03-10")]
    [InlineData("2026-03-31", "2026-03-11", "2026-03-01 至 2026-03-10")]
    [InlineData("2026-03-05", "2026-03-11", "2026-03-01 至 2026-03-05")]
    [InlineData(null, "2026-03-01", "生效前已停用")]
    public void It_stands_until_the_earlier_of_its_ends(string? validUntil, string? endedOn, string expected)
    {
        var tariff = new TariffView { ValidFrom = new DateOnly(2026, 3, 1), ValidUntil = Day(validUntil), EndedOn = Day(endedOn) };

        Assert.Equal(expected, new Language(new HttpContextAccessor()).Stands(tariff));
    }

    static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");
}
