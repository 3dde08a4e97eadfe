using Marketplace.Accounts.Credentials;
using Xunit;

namespace Marketplace.Accounts.Tests.Credentials;

public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("1qaz2wsx!!")]
    [InlineData("woaini5201314")]
    [InlineData("WoAiZhongGuo88")]
    [InlineData("zhangwei1990")]
    [InlineData("1111111111")]
    [InlineData("1234567890")]
    [InlineData("9876543210")]
    [InlineData("abcdefghij")]
    [InlineData("loveliangshan")]
    [InlineData("!!admin2026!!")]
    public void What_many_people_use_is_refused(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("correct horse battery 42")]
    [InlineData("七条安静的河向东流去")]
    [InlineData("kT9#vvPq2mLx")]
    public void What_nobody_would_guess_is_taken(string password) => Assert.False(CommonPasswords.Contains(password));
}
