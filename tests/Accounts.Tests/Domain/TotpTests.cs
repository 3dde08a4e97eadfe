using System.Text;
using Marketplace.Accounts.Domain;
using Xunit;

namespace Marketplace.Accounts.Tests.Domain;

public sealed class TotpTests
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The vectors of RFC 6238, appendix B, of which six digits are used.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_clock_may_be_half_a_minute_off_and_no_step_is_taken_twice()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_000_000_020);
        var step = now.ToUnixTimeSeconds() / 30;
        Assert.Equal(step - 1, Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(-30)), now, 0));
        Assert.Equal(step + 1, Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(30)), now, 0));
        Assert.Null(Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(90)), now, 0));
        Assert.Null(Totp.StepOf(Secret, Totp.CodeAt(Secret, now), now, step));
        Assert.Null(Totp.StepOf(Secret, Totp.CodeAt(Secret, now.AddSeconds(-30)), now, step));
    }

    /// <summary>The vectors of RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_as_authenticators_read_them(string bytes, string written) =>
        Assert.Equal(written, Totp.Base32(Encoding.ASCII.GetBytes(bytes)));
}
