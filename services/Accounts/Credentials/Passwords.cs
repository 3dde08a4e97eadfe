using Marketplace.Accounts.Domain;
using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts.Credentials;

/// <summary>Passwords: hashed slowly (ASP.NET Core Identity: PBKDF2 with HMAC-SHA-512), and none that would be guessed first.</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    public const int LengthMin = 10;
    public const int LengthMax = 128;

    // Compared with when nobody has the name, so that the time of an answer does not tell.
    readonly Lazy<string> _nobodys = new(() => hasher.HashPassword(null!, Secrets.Make()));

    public string Hash(Account account, string password) => hasher.HashPassword(account, password);

    /// <summary>Whether it is the password of the account; false, after as much work, when there is no account.</summary>
    /// <returns>Also a newer hash when the stored one is of old; it is the caller's to save.</returns>
    public (bool IsRight, string? NewHash) Verify(Account? account, string password)
    {
        var outcome = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? _nobodys.Value, password);
        return account?.PasswordHash is null
            ? (false, null)
            : (outcome != PasswordVerificationResult.Failed,
                outcome == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(account, password) : null);
    }

    /// <summary>Refuses a new password that is too short, or that others would guess.</summary>
    /// <param name="field">Where it stands in the request.</param>
    /// <param name="known">What is known of the person: name and address are no part of it.</param>
    /// <exception cref="InvalidRequestException">It is.</exception>
    public static void RequireGood(string password, string field, params IEnumerable<string?> known)
    {
        if (password.Length is < LengthMin or > LengthMax)
        {
            throw new InvalidRequestException(
                "password_length", field, $"密码须为 {LengthMin} 至 {LengthMax} 个字符。", $"A password has {LengthMin} to {LengthMax} characters.");
        }

        if (CommonPasswords.Contains(password))
        {
            throw new InvalidRequestException(
                "password_common",
                field,
                "该密码过于常见，容易被猜中；请换一个，例如几个不相关的词。",
                "Many people use this password and it is guessed first; take another, such as some unrelated words.");
        }

        if (known.SelectMany(Parts).Any(part => password.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidRequestException(
                "password_personal", field, "密码不能包含您的姓名或邮箱。", "A password contains neither your name nor your address.");
        }
    }

    static IEnumerable<string> Parts(string? known) =>
        (known ?? "").Split('@', ' ').Where(part => part.Length >= 4 || (part.Length >= 2 && !char.IsAscii(part[0]))).Take(2);
}
