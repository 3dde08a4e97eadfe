using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Accounts.Tests;

/// <summary>Somebody who has an account, with the browser in which they are signed in.</summary>
public sealed record Person(Guid AccountId, string Email, Browser Browser)
{
    public const string Password = "correct horse battery 42";

    /// <summary>Of the authenticator; null without one.</summary>
    public byte[]? TotpSecret { get; init; }

    /// <summary>Shown when the authenticator was set up.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];
}

/// <summary>The service, its clock, and what is often done with it.</summary>
public sealed partial class RunningAccounts(ServiceUnderTest<AccountsDb> service, FixedClock clock) : IAsyncDisposable
{
    public const string Zhejiang = "330000";
    public const string Ningbo = "330200";
    public const string Zhenhai = "330211";
    public const string Sichuan = "510000";
    public const string Jinyang = "513430";

    readonly SemaphoreSlim _operator = new(1);
    Person? _firstOperator;

    public ServiceUnderTest<AccountsDb> Service => service;

    public FixedClock Clock => clock;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Browser OpenBrowser() => new((TestServer)service.Services.GetRequiredService<IServer>());

    public Task LearnPlacesAsync() => service.DeliverAsync(new RegionsPublished
    {
        Regions =
        [
            RegionOf(Zhejiang, "浙江省", RegionLevel.Province, "/330000/"),
            RegionOf(Ningbo, "宁波市", RegionLevel.Prefecture, "/330000/330200/"),
            RegionOf(Zhenhai, "镇海区", RegionLevel.County, "/330000/330200/330211/"),
            RegionOf(Sichuan, "四川省", RegionLevel.Province, "/510000/"),
            RegionOf(Jinyang, "金阳县", RegionLevel.County, "/510000/513400/513430/"),
        ],
    });

    /// <summary>A supplier of 金阳 that the registry has published.</summary>
    public async Task<Guid> PublishSupplierAsync(string name = "金阳青花椒专业合作社")
    {
        var id = Guid.CreateVersion7();
        await service.DeliverAsync(new SupplierPublished
        {
            SupplierId = id,
            Version = 1,
            Name = name,
            Type = SupplierType.Cooperative,
            RegistrationPath = new RegionPath("/510000/513400/513430/"),
            OperatingPath = new RegionPath("/510000/513400/513430/"),
        });
        return id;
    }

    /// <summary>A purchasing unit of 镇海 that the registry has published.</summary>
    public async Task<Guid> PublishUnitAsync()
    {
        var id = Guid.CreateVersion7();
        await service.DeliverAsync(new UnitPublished
        {
            UnitId = id,
            Version = 1,
            Name = "镇海中学",
            Kind = UnitKind.School,
            IsCentral = false,
            IsPairingDesignated = false,
            Affiliations = [new Affiliation(new RegionPath("/330000/330200/330211/"), new DateOnly(2020, 1, 1))],
        });
        return id;
    }

    /// <summary>The first operator, who opens their account with the setup code; the same one each time.</summary>
    public async Task<Person> FirstOperatorAsync()
    {
        await _operator.WaitAsync(Ct);
        try
        {
            return _firstOperator ??= await JoinAsync(
                $"/accounts/invitation?token={SharedAccounts.SetupCode}", "operator@platform.example");
        }
        finally
        {
            _operator.Release();
        }
    }

    /// <summary>The first administrator of an office that has none above it.</summary>
    public async Task<Person> OfficeAsync(string regionId)
    {
        var email = NewEmail("office");
        using var answer = await Client(await FirstOperatorAsync(), Roles.Operator).PostOnceAsync(
            $"/accounts/offices/{regionId}/administrator", new { invitationId = Guid.CreateVersion7(), email }, ct: Ct);
        await answer.BodyAsync<InvitationView>(HttpStatusCode.Created);
        return await JoinAsync(await LinkToAsync(email), email);
    }

    /// <summary>An official who is administrator of an office, however it came to be: written by hand, for tests of what follows.</summary>
    public async Task<Person> AdministratorOfAsync(Body body, string role)
    {
        var email = NewEmail("administrator");
        var secret = Secrets.Make();
        await using (service.OpenDb(out var db))
        {
            db.Add(Invitation.Make(
                Guid.CreateVersion7(), Secrets.Hash(secret), new Offer(body, role, null, IsAdministrator: true), email,
                Guid.CreateVersion7(), clock.GetUtcNow(), TimeSpan.FromDays(1)));
            await db.SaveChangesAsync(Ct);
        }

        return await JoinAsync($"/accounts/invitation?token={secret}", email);
    }

    /// <summary>Takes an invitation with a new account, and sets the authenticator up where the role needs one.</summary>
    public async Task<Person> JoinAsync(string link, string email)
    {
        // Ids are in the order of milliseconds, and this clock stands still.
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var browser = OpenBrowser();
        using var taken = await browser.SubmitAsync(link, ("email", email), ("name", "王芳"), ("password", Person.Password));
        var place = taken.Headers.Location?.OriginalString;
        Assert.True(place is not null, $"{(int)taken.StatusCode} {await taken.Content.ReadAsStringAsync(Ct)}");
        Guid id;
        await using (service.OpenDb(out var db))
        {
            var key = Account.KeyOf(email);
            id = await db.Accounts.Where(row => row.EmailKey == key).Select(row => row.Id).SingleAsync(Ct);
        }

        var person = new Person(id, email, browser);
        return place.StartsWith("/accounts/enrolment", StringComparison.Ordinal) ? await EnrolAsync(person, place) : person;
    }

    /// <summary>Sets the authenticator up.</summary>
    public async Task<Person> EnrolAsync(Person person, string path)
    {
        var page = await person.Browser.ReadAsync(path);
        var secret = FromBase32(ShownSecret().Match(page).Groups["secret"].Value);
        using var done = await person.Browser.SubmitAsync(path, ("code", CodeOf(secret)));
        var codes = await done.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        return person with
        {
            TotpSecret = secret,
            RecoveryCodes = [.. ShownCode().Matches(codes).Select(match => match.Groups["code"].Value)],
        };
    }

    /// <summary>The code of a step that no other code was of.</summary>
    public string CodeOf(byte[] secret)
    {
        clock.Advance(TimeSpan.FromSeconds(30));
        return Totp.CodeAt(secret, clock.GetUtcNow());
    }

    /// <summary>Signs in anew in another browser, with the code where there is one.</summary>
    public async Task<Person> SignInAsync(Person person)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var browser = OpenBrowser();
        using var password = await browser.SubmitAsync(
            "/accounts/sign-in", ("email", person.Email), ("password", Person.Password));
        Assert.Equal(HttpStatusCode.Redirect, password.StatusCode);
        if (person.TotpSecret is { } secret)
        {
            Assert.StartsWith("/accounts/code", password.Headers.Location!.OriginalString, StringComparison.Ordinal);
            using var code = await browser.SubmitAsync("/accounts/code", ("code", CodeOf(secret)));
            Assert.Equal(HttpStatusCode.Redirect, code.StatusCode);
        }

        return person with { Browser = browser };
    }

    /// <summary>A client with a token as the person's would be, without the way to it.</summary>
    public HttpClient Client(Person person, string role, Guid? org = null, string? region = null, string? tier = null) =>
        service.Client(role, org, region, tier, person.AccountId.ToString());

    /// <summary>The link that was last sent to an address, as a path.</summary>
    public async Task<string> LinkToAsync(string email)
    {
        await using var scope = service.OpenDb(out var db);
        var bodies = await db.Mails.Where(mail => mail.To == email && mail.Body!.Contains("token="))
            .OrderByDescending(mail => mail.Id).Select(mail => mail.Body!).ToListAsync(Ct);
        return Link().Match(bodies[0]).Groups["path"].Value;
    }

    public static string NewEmail(string name) => $"{name}-{Guid.CreateVersion7():N}@people.example";

    /// <summary>Asks for a code as an application does, and follows until the application gets an answer or the person a page.</summary>
    public static async Task<Authorization> AuthorizeAsync(
        Browser browser, string clientId = SharedAccounts.ClientId, string redirectUri = SharedAccounts.RedirectUri, string? more = null)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var path = $"/accounts/connect/authorize?response_type=code&client_id={clientId}&redirect_uri={Uri.EscapeDataString(redirectUri)}"
            + $"&scope=openid%20offline_access%20marketplace&state=s1&code_challenge={challenge}&code_challenge_method=S256{more}";
        using var answer = await browser.FollowAsync(path);
        var query = answer.Headers.Location is { IsAbsoluteUri: true } back ? System.Web.HttpUtility.ParseQueryString(back.Query) : null;
        return new Authorization(
            answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, query?["code"], query?["error"], verifier);
    }

    /// <summary>Asks for tokens.</summary>
    public async Task<TokenAnswer> TokenAsync(params (string Name, string Value)[] fields)
    {
        using var browser = OpenBrowser();
        using var answer = await browser.PostAsync("/accounts/connect/token", fields);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        return new TokenAnswer(answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(body));
    }

    public Task<TokenAnswer> RedeemAsync(Authorization authorization, string? verifier = null) => TokenAsync(
        ("grant_type", "authorization_code"), ("code", authorization.Code!), ("redirect_uri", SharedAccounts.RedirectUri),
        ("client_id", SharedAccounts.ClientId), ("client_secret", SharedAccounts.ClientSecret),
        ("code_verifier", verifier ?? authorization.Verifier));

    public Task<TokenAnswer> RefreshAsync(string refreshToken) => TokenAsync(
        ("grant_type", "refresh_token"), ("refresh_token", refreshToken),
        ("client_id", SharedAccounts.ClientId), ("client_secret", SharedAccounts.ClientSecret));

    /// <summary>A client with a token that this service has made.</summary>
    public HttpClient ClientWith(string accessToken)
    {
        var client = service.ClientWith(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public ValueTask DisposeAsync()
    {
        _operator.Dispose();
        return service.DisposeAsync();
    }

    static RegionsPublished.Region RegionOf(string id, string name, RegionLevel level, string path) => new()
    {
        RegionId = id,
        Version = 1,
        Code = id,
        Name = name,
        Level = level,
        Path = new RegionPath(path),
    };

    static byte[] FromBase32(string text)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    [GeneratedRegex("<code>(?<secret>[A-Z2-7]+)</code>")]
    private static partial Regex ShownSecret();

    [GeneratedRegex("<li>(?<code>[^<]+)</li>")]
    private static partial Regex ShownCode();

    [GeneratedRegex(@"https://localhost(?<path>/accounts/\S+)")]
    private static partial Regex Link();
}

/// <summary>What came of asking for a code.</summary>
/// <param name="Path">The page at which the person has stopped, or the request itself.</param>
/// <param name="Code">For the application; null when it got none.</param>
/// <param name="Error">For the application; null when it got none.</param>
public sealed record Authorization(HttpStatusCode Status, string Path, string? Code, string? Error, string Verifier);

/// <summary>What the token endpoint answered.</summary>
public sealed record TokenAnswer(HttpStatusCode Status, JsonElement Body)
{
    public string? Error => Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public string AccessToken => Body.GetProperty("access_token").GetString()!;

    public string RefreshToken => Body.GetProperty("refresh_token").GetString()!;

    /// <summary>A claim of the access token; null when it has none.</summary>
    public string? Claim(string name)
    {
        var payload = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(AccessToken.Split('.')[1]));
        return payload.TryGetProperty(name, out var value) ? value.ToString() : null;
    }
}
