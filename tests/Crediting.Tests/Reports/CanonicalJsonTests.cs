using System.Text;
using System.Text.Json;
using Marketplace.Crediting.Reports;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void There_is_one_spelling()
    {
        var value = new
        {
            zeta = 1,
            Alpha = "苹果 <&> \"\\/\n\u0001😀\u2028",
            mid = new { b = (string?)null, a = new object[] { true, 1.50m, 1.0m, -0.0m, long.MaxValue } },
            at = new DateTimeOffset(2026, 11, 21, 8, 0, 0, 500, TimeSpan.FromHours(8)),
            day = new DateOnly(2026, 11, 21),
            kind = DayOfWeek.Monday,
        };
        Assert.Equal(
            "{\"alpha\":\"苹果 <&> \\\"\\\\/\\n\\u0001😀\u2028\",\"at\":\"2026-11-21T00:00:00.5Z\","
            + "\"day\":\"2026-11-21\",\"kind\":\"Monday\","
            + "\"mid\":{\"a\":[true,\"1.5\",\"1\",\"0\",9223372036854775807],\"b\":null},\"zeta\":1}",
            Encoding.UTF8.GetString(CanonicalJson.Write(value)));
    }

    [Fact]
    public void JSON_that_is_there_is_spelled_the_same_way()
    {
        using var json = JsonDocument.Parse(" { \"b\" : 1.50, \"a\" : [ -0, 1e2 ] , \"A\" : \"\\u82f9\" } ");
        Assert.Equal("{\"A\":\"苹\",\"a\":[0,\"100\"],\"b\":\"1.5\"}", Encoding.UTF8.GetString(CanonicalJson.Write(json.RootElement)));
    }

    [Fact]
    public void What_has_no_single_spelling_is_refused() =>
        Assert.Throws<NotSupportedException>(() => CanonicalJson.Write(new { x = 0.1 }));
}
