// The import rules of this project. Where one is wrong, change it here, in the open; there is no list of exceptions.
const services = '(market|trading|journal|alerts|scripts|portfolio|sync|connections)';
/** The venue port: the files beside the venues' folders. */
const port = 'src-main/venues/[a-z-]+[.]ts$';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
/** Files under `folder` may import only these folders of ours; $1 is what the first group matched. */
const may = (folder, ...allowed) =>
  rule(
    `${folder} stays in its lane`,
    { path: `^${folder}`, pathNot: '([.]test[.]tsx?$|/testing/)' },
    { path: '^(src-|native/|proto/|tests/)', pathNot: allowed.map((a) => `^${a}`) },
  );

module.exports = {
  forbidden: [
    rule('no cycles', {}, { circular: true }),
    rule('everything resolves', {}, { couldNotResolve: true }),
    rule(
      'electron only at the edge',
      { pathNot: '^(src-main/(main[.]ts|desktop/)|src-preload/|tests/|scripts/)' },
      { path: '^(node_modules/)?electron(/|$)' },
    ),
    rule(
      'only the vault opens the keychain',
      { pathNot: '^(src-main/vault/|tests/)' },
      { path: '^(node_modules/)?(keytar|@napi-rs/keyring)(/|$)' },
    ),
    rule(
      'shared has no Node',
      { path: '^src-shared/', pathNot: '[.]test[.]ts$' },
      { dependencyTypes: ['core'] },
    ),
    may('src-shared/', 'src-shared/'),
    may('src-shared/domain/', 'src-shared/domain/'),
    may('src-shared/(pine|stream|analytics)/', 'src-shared/($1|domain)/'),
    may('src-renderer/', 'src-renderer/', 'src-shared/'),
    may('src-renderer/(ui|lib)/', 'src-renderer/(ui|lib)/', 'src-shared/'),
    may('src-renderer/features/([^/]+)/', 'src-renderer/(features/$1|ui|lib)/', 'src-shared/'),
    may('src-preload/', 'src-preload/', 'src-shared/contract/'),
    may('src-cloud/', 'src-cloud/', 'src-shared/'),
    may('src-main/', 'src-main/', 'src-shared/'),
    may('src-main/(storage|vault)/', 'src-main/$1/', 'src-shared/'),
    may('src-main/venues/([^/]+)/', 'src-main/venues/($1|connection)/', port, 'src-shared/'),
    may(`src-main/${services}/`, `src-main/(${services}|storage|vault)/`, port, 'src-shared/'),
    rule(
      'services meet as types; app.ts builds them',
      {
        path: `^src-main/(${services}|rpc)/`,
        pathNot: '[.]test[.]ts$',
      },
      { path: `^src-main/${services}/`, pathNot: '^src-main/$1/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'enter by the front door',
      { path: '^(src-main/(?!venues/)|src-renderer/(?!features/))' },
      {
        path: '^(src-main/venues|src-renderer/features)/[^/]+/.',
        // A venue's description is known before its code is fetched.
        pathNot: '/(index[.]tsx?$|description[.]ts$|testing/)',
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    builtInModules: { add: ['electron'] },
    exclude: { path: '^(dist|release|[.]node-runtime)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
