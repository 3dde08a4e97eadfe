using Marketplace.Accounts.Domain;

namespace Marketplace.Accounts.Mails;

/// <summary>What the service writes to people: Chinese first, then English.</summary>
public static class Letters
{
    public static Mail Invitation(
        string to, string bodyZh, string bodyEn, string link, DateTimeOffset until, DateTimeOffset now) => Mail.Write(
        Guid.CreateVersion7(now),
        to,
        $"邀请您加入 {bodyZh} Invitation to {bodyEn}",
        $"""
        您好：

        {bodyZh} 邀请您使用消费协作平台。请在 {until:yyyy-MM-dd HH:mm} (UTC) 前打开以下链接，链接只能使用一次：

        {link}

        如果您不认识邀请人，请忽略此邮件。

        Hello,

        {bodyEn} invites you to the consumption marketplace. Open this link before {until:yyyy-MM-dd HH:mm} (UTC); it works once:

        {link}

        If you do not know who invites you, ignore this letter.
        """,
        now);

    public static Mail PasswordReset(string to, string link, DateTimeOffset now) => Mail.Write(
        Guid.CreateVersion7(now),
        to,
        "重设密码 Set a new password",
        $"""
        有人请求重设您在消费协作平台的密码。链接一小时内有效，只能使用一次：

        {link}

        若非本人操作，请忽略此邮件，密码不会改变。

        Somebody asked for a new password of yours on the consumption marketplace. The link is good for an hour, and works once:

        {link}

        If it was not you, ignore this letter: your password stays as it is.
        """,
        now);

    /// <summary>Tells a person what changed about their account, in case it was somebody else.</summary>
    public static Mail Notice(string to, string zh, string en, DateTimeOffset now) => Mail.Write(
        Guid.CreateVersion7(now), to, "账号安全提醒 Your account", $"{zh}\n\n{en}\n", now);
}
