using Marketplace.Crediting.Domain;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

/// <summary>Amounts in 万元 are rounded on output only (CR-24).</summary>
public sealed class TenThousandYuanTests
{
    [Theory]
    [InlineData(3_350_00, "0.34")] // EC-73
    [InlineData(10_050_00, "1.01")]
    [InlineData(-3_350_00, "-0.34")]
    [InlineData(0, "0.00")]
    [InlineData(-49_99, "0.00")]
    [InlineData(1_616_0000_00, "1616.00")]
    public void Amounts_are_rounded_for_reading_half_away_from_zero(long fen, string shown) => Assert.Equal(shown, TenThousandYuan.Of(fen));
}
