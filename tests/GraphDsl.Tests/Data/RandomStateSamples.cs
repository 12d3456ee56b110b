namespace GraphDsl.Tests.Data;

/// <summary>SHA-256 of what NumPy's RandomState draws, made by make_samples.py.</summary>
internal static class RandomStateSamples
{
    public const string Uniform0 = "5573cb5578122962b75140abc05108dcdf78884e2547c87cfbef3d448558eaf2";
    public const string UniformFloat0 = "be66637589f9fc71b2f1394c9fc8e057d9fd125ef178bb86d9e9db9f92b19bd0";
    public const string Normal0 = "afff14f7b43f81aa4b02b6c5743fe02b0d9dbef885518a4d124366a68027b83e";
    public const string NormalAgain0 = "3c961a461f5b5268ad62c823888554db249e1d129269a7d49f3d19d13bdd725d";
    public const string RandInt0 = "7e96d28265312c9baab6f1e05d5b6cc33c719982a1b1877e16a73fac5305c861";
    public const string RandIntAll320 = "0f13741dba844756ddb4f4fde7ee14ea6d7c7a3a59cf6f23de9203795afe7972";
    public const string RandInt640 = "4ca99e2601ca7fe0f97ad0799f7c63269a7eb654109fc057ea5b4bc877c40280";
    public const string RandIntFull0 = "38a147cd929f83b7bcf635e91333d1ee7326dcdf52cba57dc6072d0763799785";
    public const string RandIntOne0 = "d316cd4741aaf8f1f7aef7973fbe47580964f058cab1833105d0b3126779c74f";
    public const string Permutation0 = "48bdd280ed6adba903e67115bf71cc100c731a4ffb056fdee12551344e752078";
    public const string After0 = "b1b925882781d01b6bf8b135f62d6c7627b401b313a4b2912047415bbff79795";
    public const string Uniform1234 = "95e4c881fb849fd57ce2e28867204025a122b296e4552a4327d8fe98d3f62785";
    public const string UniformFloat1234 = "07f6e0c624689116203c309a3b0795d6990d13bda683c0e075cf9ca2b3adc3e1";
    public const string Normal1234 = "54b236106d9299ba5ba1733cc3494de9a9f0adae75c5073bfd5b1d5ad0636b97";
    public const string NormalAgain1234 = "6c1e0ad85efe4fc3db0fd3d1c588cd2c0b7543f30c4b591facc0305971e9964f";
    public const string RandInt1234 = "b63a041a6291069d0bd3d1b98fa2077b9eb2c7c2ca2eed96d0c3db4cf11eea8e";
    public const string RandIntAll321234 = "e8101d2822a6c527fef1cb683881fc1c0b61f56d574e81d5154c3bf8596d15a2";
    public const string RandInt641234 = "fccfc3c5a5f42bad5d6ba516722aaf478d34f2171a944cbe6baec207abd65535";
    public const string RandIntFull1234 = "2f4a40ae0ce601a748ee1496d46eb8ab55dd9a28e46a026d8c0c6b145c4d95d3";
    public const string RandIntOne1234 = "d316cd4741aaf8f1f7aef7973fbe47580964f058cab1833105d0b3126779c74f";
    public const string Permutation1234 = "94f468c4e7b0a6428a7570ec7cdb921729c26ce7c93e5e1e1a0b08e5f25be8fc";
    public const string After1234 = "d8d57b7009bc10f5c4e971c9a4251b68a73a7da676cf9cc45d77b648b617dbea";
    public const string Uniform4294967295 = "bbf17b149f3605ed0c687869cb3321df6f90657e4d1b8d5a06cda16cc76f6dfb";
    public const string UniformFloat4294967295 = "82503e6c00781e8b533b430fd69e85e4b37b480efef7ced07fc27a729fad1dbe";
    public const string Normal4294967295 = "ecf53aa5eb68a5742c300277ab759a53aba156cee80cad17f08496b8ef5b13d6";
    public const string NormalAgain4294967295 = "354b79a2d216692b7ae4ee14b3868d6e465e053006bfc0653b575af32df503b9";
    public const string RandInt4294967295 = "2b707ea66c70d237d69a549af1f85ac91d8e56b1306e064d70ee7069242d0640";
    public const string RandIntAll324294967295 = "d280b3f07a5aa41525975797f0c7b77852c95203cbd9db9ccf2b283259379f1f";
    public const string RandInt644294967295 = "239bc36bd67fb14eb5de42c588fb2e5c8724c4b3de8fb57ec88d4847ca6d4d9e";
    public const string RandIntFull4294967295 = "a1bc2b449fb726588d3c45b78b09c7164c40ed29ee0ea69ea651bcf33e3c4508";
    public const string RandIntOne4294967295 = "d316cd4741aaf8f1f7aef7973fbe47580964f058cab1833105d0b3126779c74f";
    public const string Permutation4294967295 = "0df68a8798db213d9eea6d2b6a4a1ac3fe2f7e2d4aa074004cca57fc2885762c";
    public const string After4294967295 = "aceed22f114a6e1423153fa878cb42ba35d6c6b74490aa84de90692e488ec348";
}
