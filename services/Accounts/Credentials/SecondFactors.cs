using System.Security.Cryptography;
using Marketplace.Accounts.Domain;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace Marketplace.Accounts.Credentials;

/// <summary>Authenticators and recovery codes. The secrets are encrypted in the database, with the keys of cookies.</summary>
public sealed class SecondFactors(IDataProtectionProvider protection, TimeProvider clock)
{
    const string Issuer = "Marketplace";
    const int RecoveryCodes = 10;

    readonly IDataProtector _protector = protection.CreateProtector("Accounts.Totp");

    /// <summary>The secret of the account; a new one where there is none. A page can be shown again before it is confirmed.</summary>
    public byte[] Begin(Account account)
    {
        if (account.TotpSecret is not { } begun)
        {
            var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
            account.BeginEnrolment(Convert.ToBase64String(_protector.Protect(secret)));
            return secret;
        }

        return _protector.Unprotect(Convert.FromBase64String(begun));
    }

    /// <summary>Confirms an authenticator by its first code.</summary>
    /// <returns>The recovery codes, which are shown once; null when the code is wrong.</returns>
    public IReadOnlyList<string>? Enrol(Account account, string code)
    {
        var now = clock.GetUtcNow();
        if (account.HasSecondFactor || account.TotpSecret is null || Totp.StepOf(Begin(account), code, now, 0) is not { } step)
        {
            return null;
        }

        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.MakeCode())];
        account.Enrol(step, codes.Select(Secrets.Hash), now);
        return codes;
    }

    /// <summary>Takes a code of the authenticator, or a recovery code; neither is taken twice.</summary>
    /// <returns>What was given; null when it is wrong.</returns>
    public SignInOutcome? Take(Account account, string code)
    {
        var typed = code.Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length == 6 && Totp.StepOf(Begin(account), typed, clock.GetUtcNow(), account.TotpStep) is { } step)
        {
            account.TakeStep(step);
            return SignInOutcome.CodeAccepted;
        }

        return account.UseRecoveryCode(Secrets.Hash(typed)) ? SignInOutcome.RecoveryCodeUsed : null;
    }

    /// <summary>What authenticators read, as a picture (PNG) for the page.</summary>
    public static string QrPicture(Account account, byte[] secret)
    {
        var link = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.Email ?? "")}?secret={Totp.Base32(secret)}&issuer={Issuer}";
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(5))}";
    }
}
