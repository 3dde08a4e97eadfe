using System.Text.Json;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Tokens;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marketplace.Accounts.Tests.Tokens;

/// <summary>What the server offers, and with which keys.</summary>
public sealed class TokenServerTests(SharedAccounts shared)
{
    [Fact]
    public async Task The_discovery_document_offers_codes_with_a_hash_and_no_more_than_is_needed()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        using var browser = accounts.OpenBrowser();

        var document = JsonSerializer.Deserialize<JsonElement>(await browser.ReadAsync("/accounts/.well-known/openid-configuration"));

        Assert.Equal("https://localhost/accounts", document.GetProperty("issuer").GetString());
        Assert.Equal("https://localhost/accounts/connect/token", document.GetProperty("token_endpoint").GetString());
        Assert.Equal(["S256"], Texts(document, "code_challenge_methods_supported"));
        Assert.Equal(["code"], Texts(document, "response_types_supported"));
        Assert.Equal(["authorization_code", "client_credentials", "refresh_token"], Texts(document, "grant_types_supported"));
    }

    [Fact]
    public async Task A_token_holds_up_with_the_published_keys_and_is_of_the_type_that_services_take()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);
        var tokens = await accounts.RedeemAsync(await RunningAccounts.AuthorizeAsync(person.Browser));
        using var browser = accounts.OpenBrowser();
        var keys = new JsonWebKeySet(await browser.ReadAsync("/accounts/.well-known/jwks"));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(tokens.AccessToken, new TokenValidationParameters
        {
            ValidIssuer = "https://localhost/accounts",
            ValidAudience = "marketplace",
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal(TimeSpan.FromMinutes(10), token.ValidTo - token.IssuedAt);
        Assert.DoesNotContain(keys.Keys, key => key.HasPrivateKey);
    }

    [Fact]
    public async Task Keys_are_kept_in_files_of_their_owner_and_a_new_one_signs_beside_the_old()
    {
        await using var accounts = await SharedAccounts.StartOwnAsync(Engine.Sqlite);
        var options = accounts.Service.Services.GetRequiredService<IOptions<AccountsOptions>>();
        var before = accounts.Service.Services.GetRequiredService<ServerKeys>();
        accounts.Clock.Advance(TimeSpan.FromSeconds(1));

        var file = ServerKeys.Rotate(options.Value, accounts.Clock);

        var after = new ServerKeys(options, accounts.Clock);
        Assert.Equal(2, after.SigningKeys.Count);
        Assert.Equal(before.SigningKeys[0].KeyId, after.SigningKeys[1].KeyId);
        Assert.NotEqual(before.SigningKeys[0].KeyId, after.SigningKeys[0].KeyId);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        }
    }

    static string[] Texts(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(text => text.GetString()!).Order(StringComparer.Ordinal)];
}
